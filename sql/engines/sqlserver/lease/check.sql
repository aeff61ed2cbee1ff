-- Changes nothing, but locks the row of the newest token: until the transaction ends no other can be given out (H32).
update ops.leases set token = token where feed = @feed and token = @token
