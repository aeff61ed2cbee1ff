select holder from ops.leases where feed = @feed
