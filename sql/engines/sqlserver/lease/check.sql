-- The newest token of a feed. The update changes nothing, but locks the row: until the transaction ends no other can be given
-- out (H32).
update ops.leases set token = token where feed = @feed and token = @token;

select token, holder from ops.leases where feed = @feed;
