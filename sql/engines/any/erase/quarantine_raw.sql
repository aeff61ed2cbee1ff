select delivery_id, record_no, raw from ops.quarantine where feed = @feed
