-- The keys, or parents' keys, that one look-up asks for.
drop table if exists pg_temp.wanted;

create temporary table wanted (hash bytea not null);
