-- The table is written anew, without what rows held before; readers of this table wait meanwhile. Babelfish has no such statement:
-- there the autovacuum of PostgreSQL, which it stands on, overwrites what was erased (docs/engines.md).
if serverproperty(N'BabelfishVersion') is null exec (N'alter table {{schema}}.{{qs table}} rebuild')
