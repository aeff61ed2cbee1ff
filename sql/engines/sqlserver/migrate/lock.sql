-- One worker migrates at a time; the lock ends with the transaction.
declare @result int;

exec @result = sp_getapplock @Resource = N'pipeline migrate', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000;

if @result < 0 throw 50000, N'Another worker is migrating this database.', 1;
