delete from ops.erased_keys where feed = @feed and dataset = @dataset and key_hash = @key_hash
