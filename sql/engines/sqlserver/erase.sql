-- Erases the values of one record on demand. Each statement can be repeated.

-- name: prepare
-- Nothing has to be set: the tables are rewritten when all is erased.
select 1

-- name: settle
-- Transaction logs and backups are the server's to expire.
select 1

-- name: vacuum
-- The table is rewritten, without what rows held before; readers of this table wait meanwhile. Babelfish has no such statement:
-- there the autovacuum of PostgreSQL, which it stands on, overwrites what was erased (docs/engines.md).
if serverproperty(N'BabelfishVersion') is null exec (N'alter table {{schema}}.{{qs table}} rebuild')
