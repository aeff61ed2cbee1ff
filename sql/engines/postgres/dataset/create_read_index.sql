-- What a night reads of the open versions, by the dataset's mode, in an index that holds all of it: a scan of the table would
-- grow with its history.
{{#if is_full}}
create index if not exists {{q fingerprint_index}} on silver.{{q table}} (key_hash)
include (row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}) where valid_to is null;
{{/if}}
{{#if is_upsert_list}}
create index if not exists {{q parent_index}} on silver.{{q table}} (parent_key_hash) where valid_to is null;
{{/if}}
