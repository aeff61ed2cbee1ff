select key_hash from ops.erased_keys where feed = @feed and dataset = @dataset
