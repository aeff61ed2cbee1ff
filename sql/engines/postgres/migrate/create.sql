-- Which scripts a database has had.
create schema if not exists ops;

create table if not exists ops.migrations (
    name text collate "C" not null primary key,
    applied_at timestamp with time zone not null default now()
);
