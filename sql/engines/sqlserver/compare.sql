-- What a comparison reads of silver: the fingerprints of the open versions, of all keys or only of the delivered ones.

-- name: create_wanted
-- The keys, or parents' keys, that one look-up asks for.
create table {{target}} (hash binary(16) not null);
