-- One process works on a feed at a time; its token is checked before each commit.

-- name: first_lease
insert into ops.leases (feed, token, holder) values (@feed, 1, @holder)

-- name: renew_lease
update ops.leases set token = token + 1, holder = @holder where feed = @feed

-- name: lease_token
select token from ops.leases where feed = @feed

-- name: lease_holder
select holder from ops.leases where feed = @feed
