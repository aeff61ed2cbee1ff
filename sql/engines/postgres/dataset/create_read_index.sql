-- What a night reads of the open versions, by the dataset's mode, in an index that holds all of it: a scan of the table would
-- grow with its history.
{{#if is_full}}
create index if not exists {{q fingerprint_index}} on silver.{{q table}} (key_hash)
include (row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}) where valid_to is null;
{{/if}}
{{#if is_looked_up_list}}
create index if not exists {{q family_index}} on silver.{{q table}} (parent_key_hash);
{{/if}}

-- What an older night asks for: which versions begin or end at a night or after it. Both grow at their end.
create index if not exists {{q begins_index}} on silver.{{q table}} (valid_from);

create index if not exists {{q ends_index}} on silver.{{q table}} (valid_to) where valid_to is not null;
