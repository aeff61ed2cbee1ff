-- What a comparison reads of silver: the fingerprints of the open versions, of all keys or only of the delivered ones.

-- name: create_wanted
-- The keys, or parents' keys, that one look-up asks for.
drop table if exists pg_temp.wanted;

create temporary table wanted (hash bytea not null);

-- name: analyze_wanted
-- Nobody else does it for a temporary table, and without it a look-up is planned for a table of unknown size.
analyze pg_temp.wanted
