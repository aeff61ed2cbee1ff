-- The newest token of a feed. Until the transaction ends no other can be given out (H32).
select token, holder from ops.leases where feed = @feed for share
