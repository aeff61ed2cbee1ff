select key_hash, erased_to from ops.erased_keys where feed = @feed and dataset = @dataset
