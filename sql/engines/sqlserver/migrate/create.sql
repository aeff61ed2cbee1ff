-- Which scripts a database has had.
if schema_id(N'ops') is null exec (N'create schema ops');

if object_id(N'ops.migrations', N'U') is null
create table ops.migrations (
    name nvarchar(200) collate {{collation}} not null primary key,
    applied_at datetime2(6) not null default sysutcdatetime()
);
