declare @resource nvarchar(255) = N'pipeline lease ' + @feed;

exec sp_releaseapplock @Resource = @resource, @LockOwner = N'Session';
