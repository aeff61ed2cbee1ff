-- The keys, or parents' keys, that one look-up asks for.
drop table if exists #wanted;

create table #wanted (hash binary(16) not null);
