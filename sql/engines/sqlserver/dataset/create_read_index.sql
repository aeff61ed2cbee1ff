-- What a night reads of the open versions of a full dataset is in the index that keeps them unique. Children are looked up by
-- their parents.
{{#if is_upsert_list}}
if not exists (select 1 from sys.indexes where object_id = object_id(N'silver.{{qs table}}') and name = N'{{s parent_index}}')
create index {{q parent_index}} on silver.{{q table}} (parent_key_hash)
include (valid_to, key_hash, row_hash, untracked_hash) where valid_to is null{{storage}};
{{/if}}
