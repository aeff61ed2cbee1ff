-- What a comparison reads of silver: the fingerprints of the open versions, of all keys or only of the delivered ones.

-- name: open_versions
-- The fingerprint of every open version of a full dataset, from its index alone.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}
from silver.{{q table}} indexed by {{q fingerprint_index}}
where valid_to is null

-- name: create_wanted
-- The keys, or parents' keys, that one look-up asks for.
drop table if exists temp.wanted;

create temp table wanted (hash blob not null primary key) strict, without rowid;

-- name: insert_wanted
insert or ignore into temp.wanted (hash) values (@hash)

-- name: versions_before
-- The version of every key that holds just before an instant: those that are open still, from their index alone, and those that ended since.
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}, valid_to
from silver.{{q table}} indexed by {{q fingerprint_index}}
where valid_to is null
    and key_hash not in (
        select key_hash from silver.{{q table}} indexed by {{q begins_index}} where valid_from >= @instant and valid_to is null
    )
union all
select key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}, valid_to
from silver.{{q table}} indexed by {{q ends_index}}
where valid_to >= @instant
    and valid_from < @instant
