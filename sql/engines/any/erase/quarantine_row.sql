update ops.quarantine set raw = '', value = null, message = @message where delivery_id = @delivery_id and record_no = @record_no
