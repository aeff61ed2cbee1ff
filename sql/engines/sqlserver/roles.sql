-- Who may do what in the pipeline's warehouse. For the database's owner to read, and to run in that database (sqlcmd -d DATABASE
-- -i roles.sql). Safe to repeat; one batch.
--
--   pipeline_worker    owns the seven schemas and what is in them; it may create tables and views, which it can do nowhere but in
--                      its own schemas. It creates no schema: this script does, ./pipeline migrate and every night run as it.
--   pipeline_bi        reads gold, also tables that are published later, and nothing else: the views of gold and the tables
--                      behind them have one owner, so no right on those is needed.
--   pipeline_operator  reads everything, also what is made later, and writes nothing.
--
-- Then: alter role pipeline_worker add member …; alter role pipeline_bi add member …; alter role pipeline_operator add member … .
if database_principal_id(N'pipeline_worker') is null
    exec (N'create role pipeline_worker');

if database_principal_id(N'pipeline_bi') is null
    exec (N'create role pipeline_bi');

if database_principal_id(N'pipeline_operator') is null
    exec (N'create role pipeline_operator');

if schema_id(N'bronze') is null
    exec (N'create schema bronze authorization pipeline_worker');

if schema_id(N'silver') is null
    exec (N'create schema silver authorization pipeline_worker');

if schema_id(N'history') is null
    exec (N'create schema history authorization pipeline_worker');

if schema_id(N'staging') is null
    exec (N'create schema staging authorization pipeline_worker');

if schema_id(N'gold') is null
    exec (N'create schema gold authorization pipeline_worker');

if schema_id(N'gold_slots') is null
    exec (N'create schema gold_slots authorization pipeline_worker');

if schema_id(N'ops') is null
    exec (N'create schema ops authorization pipeline_worker');

-- A warehouse that was made under another user becomes the worker's.
exec (N'alter authorization on schema::bronze to pipeline_worker');

exec (N'alter authorization on schema::silver to pipeline_worker');

exec (N'alter authorization on schema::history to pipeline_worker');

exec (N'alter authorization on schema::staging to pipeline_worker');

exec (N'alter authorization on schema::gold to pipeline_worker');

exec (N'alter authorization on schema::gold_slots to pipeline_worker');

exec (N'alter authorization on schema::ops to pipeline_worker');

exec (N'grant create table, create view to pipeline_worker');

-- Changing an owner takes the rights on what it owns away, so these come last.
exec (N'grant select on schema::gold to pipeline_bi');

exec (N'grant select on schema::bronze to pipeline_operator');

exec (N'grant select on schema::silver to pipeline_operator');

exec (N'grant select on schema::history to pipeline_operator');

exec (N'grant select on schema::gold to pipeline_operator');

exec (N'grant select on schema::gold_slots to pipeline_operator');

exec (N'grant select on schema::ops to pipeline_operator');

-- Readers and the worker do not wait for each other, and a query over two gold tables sees one night. Changing it ends the transactions
-- that others have open in this database.
if exists (select 1 from sys.databases as d where d.database_id = db_id() and d.is_read_committed_snapshot_on = 0)
    exec (N'alter database current set read_committed_snapshot on with rollback immediate');
