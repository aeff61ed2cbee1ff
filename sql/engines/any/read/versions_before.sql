-- The version of every key that holds just before an instant.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}, valid_to
from silver.{{q table}}
where valid_from < @instant
    and (valid_to is null or valid_to >= @instant)
