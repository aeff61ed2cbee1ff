-- A cluster, third part: tables are spread as soon as they are made.

-- name: spread_bronze
-- Bronze is spread by the number of the record: in one delivery it differs, and the primary key holds it.
select create_distributed_table('bronze.{{qs table}}', 'record_no')
where not exists (select 1 from pg_dist_partition where logicalrelid = cast('bronze.{{qs table}}' as regclass));

select truncate_local_data_after_distributing_table('bronze.{{qs table}}');

-- name: spread_silver
-- Unique indexes hold the column that places a record (H6): a key's hash follows from its columns, so they mean the same. Datasets
-- whose columns have one type lie together, also where the cluster's number of shards has been changed since.
set local citus.multi_shard_modify_mode = 'sequential';

drop index if exists silver.{{q open_index}};

drop index if exists silver.{{q version_index}};

create unique index {{q open_index}} on silver.{{q table}} (key_hash, {{q column}}) where valid_to is null;

create unique index {{q version_index}} on silver.{{q table}} (key_hash, valid_from, {{q column}});

select create_distributed_table('silver.{{qs table}}', '{{s column}}', colocate_with => coalesce((
    select cast(d.logicalrelid as text)
    from pg_dist_partition as d
    inner join pg_class as c on c.oid = cast(d.logicalrelid as oid)
    inner join pg_attribute as a
        on a.attrelid = c.oid and a.attname = column_to_column_name(c.oid, d.partkey)
    inner join pg_attribute as mine
        on mine.attrelid = cast('silver.{{qs table}}' as regclass) and mine.attname = '{{s column}}'
    where d.partmethod = 'h'
        and c.relnamespace = cast('silver' as regnamespace)
        and a.atttypid = mine.atttypid
        and a.attcollation = mine.attcollation
    order by c.oid
    limit 1
), 'default'));

select create_distributed_table('silver.{{qs superseded_table}}', '{{s column}}', colocate_with => 'silver.{{qs table}}');

-- What it held before the database was a cluster lies on the workers now.
select truncate_local_data_after_distributing_table('silver.{{qs table}}');

select truncate_local_data_after_distributing_table('silver.{{qs superseded_table}}');

-- name: stages
-- The stages of a dataset up to that of a run, in names of one length: its own, and what runs that did not end have left.
select table_name from (
    select cast(relname as text) as table_name
    from pg_class
    where relnamespace = cast('ops' as regnamespace) and relkind = 'r'
) as t
where length(table_name) = length(@table_name)
    and left(table_name, -@digits) = left(@table_name, -@digits)
    and right(table_name, @digits) <= right(@table_name, @digits)

-- name: written_columns
-- The columns of a table of silver that are written, not generated.
select cast(attname as text)
from pg_attribute
where attrelid = cast('silver.{{qs table}}' as regclass) and attnum > 0 and not attisdropped and attgenerated = ''
order by attnum
