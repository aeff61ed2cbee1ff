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

-- name: create_rewrite_stage
-- The way from silver as it is to silver as it is to be: change is 'take_back', 'copy', 'write', 'mark' or 'derive'. What is withdrawn is known
-- by its hash only, so every machine has the whole of it.
-- The columns go by number, so that no name of a feed meets one of ours.
create unlogged table {{stage}} (
    change text collate "C" not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea,
    {{/if}}
    row_hash bytea,
    untracked_hash bytea,
    source_from timestamp with time zone,
    valid_from timestamp with time zone not null,
    valid_to timestamp with time zone,
    is_latest boolean
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

create index on {{stage}} (key_hash);

select create_reference_table('{{s stage}}');

-- name: create_stage
-- The changes of one night, on the machines of the dataset: what is joined with it can't be a table of the session. The run's token
-- is in its name: a run that was paused touches nothing of its successor's.
-- The columns go by number, so that no name of a feed meets one of ours.
create unlogged table {{stage}} (
    change text collate "C" not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea,
    {{/if}}
    row_hash bytea,
    untracked_hash bytea
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

{{#each place}}
select create_distributed_table('{{s ../stage}}', '{{parameter}}', colocate_with => 'silver.{{qs ../table}}');
{{else}}
select create_reference_table('{{s stage}}');
{{/each}}

-- The keys that are gone are known by their hashes only, and go to every machine.
drop table if exists pg_temp.gone;

create temporary table gone (change text collate "C" not null, key_hash bytea not null);

-- name: drop_stage
drop table if exists ops.{{q table}}

-- name: exists
-- Whether the database is the coordinator of a Citus cluster.
select exists (select 1 from pg_extension where extname = 'citus')

-- name: has_forgotten
-- Whether a dataset has versions whose key was forgotten.
select exists (select 1 from ops.erased_keys where feed = @feed and dataset = @dataset)

-- name: move_forgotten
-- A forgotten key's versions move to where its stand-in places them, without values: the column that places a row can't be null, nor
-- be changed in place. The hashes and the intervals stay.
insert into silver.{{q table}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}})
select {{#each columns}}{{#if is_place}}@stand_in{{else}}{{#if is_forgotten}}null{{else}}{{q name}}{{/if}}{{/if}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where key_hash = @key_hash
    and {{q place}} <> @stand_in;

delete from silver.{{q table}}
where key_hash = @key_hash
    and {{q place}} <> @stand_in;

-- name: place
-- Where a table of silver lies: no row on the coordinator alone; no column where every machine holds the whole of it.
select case when partmethod = 'h' then cast(column_to_column_name(cast(logicalrelid as oid), partkey) as text) end as place
from pg_dist_partition
where logicalrelid = cast('silver.{{qs table}}' as regclass)

-- name: plan_here
-- Statements are planned by the coordinator alone: a worker, and the coordinator as the worker that it may be, has not seen the tables
-- of this transaction.
set local citus.explain_distributed_queries = off

-- name: recover
-- Ends what a coordinator that was killed has left prepared on the workers, as it had decided: what is accepted is then in silver.
select recover_prepared_transactions()

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
