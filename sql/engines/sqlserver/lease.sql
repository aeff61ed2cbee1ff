-- One process works on a feed at a time; its token is checked before each commit.

-- name: lock
-- A lock of this session, which the server releases when the session ends; false where another session has it. Not every engine
-- over TDS keeps the locks of its databases apart, so that the name of this one is in it.
declare @resource nvarchar(255) = N'pipeline lease ' + db_name() + N' ' + @feed;

declare @result int;

exec @result = sp_getapplock @Resource = @resource, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0;

select cast(case when @result >= 0 then 1 else 0 end as bit);

-- name: check
-- The newest token of a feed. The update changes nothing, but locks the row: until the transaction ends no other can be given
-- out (H32).
update ops.leases set token = token where feed = @feed and token = @token;

select token, holder from ops.leases where feed = @feed;

-- name: unlock
declare @resource nvarchar(255) = N'pipeline lease ' + db_name() + N' ' + @feed;

exec sp_releaseapplock @Resource = @resource, @LockOwner = N'Session';
