select token from ops.leases where feed = @feed
