select night, scope, hash from silver.held_keys where feed = @feed and dataset = @dataset
