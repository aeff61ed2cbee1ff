-- How the tables of a feed are spread over the machines of a cluster.

-- name: columns
-- The columns of a dataset's table; none where there is no such table.
select cast(attname as text)
from pg_attribute
where attrelid = to_regclass('silver.{{qs table}}') and attnum > 0 and not attisdropped

-- name: copy_silver
-- A reference table: every machine holds the whole of it.
set local citus.multi_shard_modify_mode = 'sequential';

select create_reference_table('silver.{{qs table}}');

select create_reference_table('silver.{{qs superseded_table}}');

-- What it held before the database was a cluster lies on the workers now.
select truncate_local_data_after_distributing_table('silver.{{qs table}}');

select truncate_local_data_after_distributing_table('silver.{{qs superseded_table}}');
