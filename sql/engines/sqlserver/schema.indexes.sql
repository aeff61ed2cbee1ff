-- The tables of a dataset, third part: indexes for reading.

-- name: create_read_index
-- What a night reads of the open versions is in the index that keeps them unique, and versions lie in the order in which they
-- begin. Children are looked up by their parents; an older night asks which versions end at a night or after it. An index is
-- known by the column that it leads with: not every engine over TDS tells its name as it was given.
{{#if is_looked_up_list}}
if not exists (
    select 1
    from sys.index_columns as i
    join sys.columns as c on c.object_id = i.object_id and c.column_id = i.column_id
    where i.object_id = object_id(N'silver.{{qs table}}') and i.key_ordinal = 1 and c.name = N'parent_key_hash')
create index {{q family_index}} on silver.{{q table}} (parent_key_hash){{storage}};
{{/if}}

if not exists (
    select 1
    from sys.index_columns as i
    join sys.columns as c on c.object_id = i.object_id and c.column_id = i.column_id
    where i.object_id = object_id(N'silver.{{qs table}}') and i.key_ordinal = 1 and c.name = N'valid_to')
create index {{q ends_index}} on silver.{{q table}} (valid_to) where valid_to is not null{{storage}};

-- The records of one key, for whoever explains or erases it.
if not exists (
    select 1
    from sys.index_columns as i
    join sys.columns as c on c.object_id = i.object_id and c.column_id = i.column_id
    where i.object_id = object_id(N'bronze.{{qs table}}') and i.key_ordinal = 1 and c.name = N'key_hash')
create index {{q landed_index}} on bronze.{{q table}} (key_hash){{storage}};

-- Superseded versions are looked up by their key; one night may be superseded more than once.
if not exists (
    select 1
    from sys.index_columns as i
    join sys.columns as c on c.object_id = i.object_id and c.column_id = i.column_id
    where i.object_id = object_id(N'silver.{{qs superseded_table}}') and i.key_ordinal = 1 and c.name = N'key_hash')
create clustered index {{q former_index}} on silver.{{q superseded_table}} (key_hash, valid_from){{storage}};
