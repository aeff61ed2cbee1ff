-- The fingerprint of every open version.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}
from silver.{{q table}}
where valid_to is null
