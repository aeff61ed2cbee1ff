-- The token that took this one's place.
select token, holder from ops.leases where feed = @feed
