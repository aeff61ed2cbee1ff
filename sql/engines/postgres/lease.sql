-- One process works on a feed at a time; its token is checked before each commit.

-- name: lock
-- A lock of this session, which the server releases when the session ends; false where another session has it.
select pg_try_advisory_lock(hashtextextended('pipeline lease ' || @feed, 0))

-- name: check
-- The newest token of a feed. Until the transaction ends no other can be given out (H32).
select token, holder from ops.leases where feed = @feed for share

-- name: unlock
select pg_advisory_unlock(hashtextextended('pipeline lease ' || @feed, 0))
