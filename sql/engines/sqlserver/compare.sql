-- name: create_wanted
-- The keys, or parents' keys, that one look-up asks for.
create table {{target}} (hash binary(16) not null);
