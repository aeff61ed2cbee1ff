update ops.quarantine
set raw = '', value = null, message = @message
where feed = @feed and dataset = @dataset and parent_key_hash = @key_hash
