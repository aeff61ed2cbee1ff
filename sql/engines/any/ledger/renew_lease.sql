update ops.leases set token = token + 1, holder = @holder where feed = @feed
