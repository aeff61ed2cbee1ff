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
