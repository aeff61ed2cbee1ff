-- What a comparison reads of silver: the fingerprints of the open versions, of all keys or only of the delivered ones.

-- name: open_versions
-- The fingerprint of every open version.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}
from silver.{{q table}}
where valid_to is null

-- name: look_up
-- The fingerprints of the wanted keys' open versions, or of the wanted parents' children's; each once.
select v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}
from silver.{{q table}} as v
where v.valid_to is null
    and v.{{hash_column}} in (select hash from {{wanted}})

-- name: look_up_versions
-- Every version of the wanted keys, or of the wanted parents' children.
select v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.{{hash_column}} in (select hash from {{wanted}})

-- name: open_values
-- The versions of the wanted keys that were open just before an instant, with their values.
select v.key_hash{{#each columns}}, v.{{q name}} as {{parameter}}{{/each}}
from silver.{{q table}} as v
where v.valid_from < @instant
    and (v.valid_to is null or v.valid_to >= @instant)
    and v.key_hash in (select hash from {{wanted}})

-- name: versions_before
-- The version of every key that holds just before an instant.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}, valid_to
from silver.{{q table}}
where valid_from < @instant
    and (valid_to is null or valid_to >= @instant)

-- name: touched
-- The keys of which a version begins or ends at an instant.
select key_hash from silver.{{q table}} where valid_from = @instant
union all
select key_hash from silver.{{q table}} where valid_to = @instant

-- name: held_keys
select scope, hash from {{history}}held_keys where feed = @feed and dataset = @dataset and night = @night
