-- Which numbered scripts a database has had.

-- name: create
-- Which scripts a database has had.
if schema_id(N'ops') is null exec (N'create schema ops');

if object_id(N'ops.migrations', N'U') is null
create table ops.migrations (
    name nvarchar(200) collate {{collation}} not null primary key,
    applied_at datetime2(6) not null default sysutcdatetime()
);

-- name: is_recorded
select cast(case when object_id(N'ops.migrations', N'U') is null then 0 else 1 end as bit)

-- name: lock
-- One worker migrates at a time; the lock ends with the transaction.
declare @result int;

exec @result = sp_getapplock @Resource = N'pipeline migrate', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000;

if @result < 0
begin
    throw 50000, N'Another worker is migrating this database.', 1;
end

-- name: read_settings
-- What the database is set to. Everybody may see the database that he is connected to.
select d.name, d.is_read_committed_snapshot_on
from sys.databases as d
where d.database_id = db_id()
