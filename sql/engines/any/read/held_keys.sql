select scope, hash from silver.held_keys where feed = @feed and dataset = @dataset and night = @night
