-- Whether the database is the coordinator of a Citus cluster.
select exists (select 1 from pg_extension where extname = 'citus')
