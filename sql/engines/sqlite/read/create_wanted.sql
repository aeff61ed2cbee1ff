-- The keys, or parents' keys, that one look-up asks for.
drop table if exists temp.wanted;

create temp table wanted (hash blob not null primary key) strict, without rowid;
