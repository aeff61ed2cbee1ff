delete from silver.held_keys where feed = @feed and dataset = @dataset and night = @night and scope = @scope and hash = @hash
