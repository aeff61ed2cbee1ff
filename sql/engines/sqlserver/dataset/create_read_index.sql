-- What a night reads of the open versions is in the index that keeps them unique, and versions lie in the order in which they
-- begin. Children are looked up by their parents; an older night asks which versions end at a night or after it.
{{#if is_looked_up_list}}
if not exists (select 1 from sys.indexes where object_id = object_id(N'silver.{{qs table}}') and name = N'{{s family_index}}')
create index {{q family_index}} on silver.{{q table}} (parent_key_hash){{storage}};
{{/if}}

if not exists (select 1 from sys.indexes where object_id = object_id(N'silver.{{qs table}}') and name = N'{{s ends_index}}')
create index {{q ends_index}} on silver.{{q table}} (valid_to) where valid_to is not null{{storage}};
