-- What a night reads of the open versions, by the dataset's mode, in an index that holds all of it: the versions themselves lie
-- in the order of their nights, and fetching each would be a step to another page of the file.
{{#if is_full}}
create index if not exists silver.{{q fingerprint_index}} on {{q table}} (
    key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}
) where valid_to is null;
{{/if}}
{{#if is_looked_up_list}}
create index if not exists silver.{{q family_index}} on {{q table}} (parent_key_hash);
{{/if}}

-- What an older night asks for: which versions begin or end at a night or after it. Both grow at their end.
create index if not exists silver.{{q begins_index}} on {{q table}} (valid_from);

create index if not exists silver.{{q ends_index}} on {{q table}} (valid_to) where valid_to is not null;
