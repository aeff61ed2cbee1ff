-- Which scripts a database has had. "if not exists" would ask for the right to create schemas also where there is one.
do $$ begin if to_regnamespace('ops') is null then create schema ops; end if; end $$;

create table if not exists ops.migrations (
    name text collate "C" not null primary key,
    applied_at timestamp with time zone not null default now()
);
