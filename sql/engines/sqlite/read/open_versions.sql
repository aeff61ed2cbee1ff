-- The fingerprint of every open version of a full dataset, from its index alone.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}
from silver.{{q table}} indexed by {{q fingerprint_index}}
where valid_to is null
