declare @resource nvarchar(255) = N'pipeline lease ' + db_name() + N' ' + @feed;

exec sp_releaseapplock @Resource = @resource, @LockOwner = N'Session';
