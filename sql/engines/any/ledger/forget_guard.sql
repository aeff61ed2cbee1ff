delete from ops.guards where feed = @feed and night = @night and dataset = @dataset and sha256 = @sha256 and guard = @guard
