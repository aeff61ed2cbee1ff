-- A record that is a fact now, because the one that it contradicted was taken back.
delete from ops.quarantine where delivery_id = @delivery_id and record_no = @record_no
