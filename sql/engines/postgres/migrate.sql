-- Which numbered scripts a database has had.

-- name: create
-- Which scripts a database has had. "if not exists" would ask for the right to create schemas also where there is one.
do $$ begin if to_regnamespace('ops') is null then create schema ops; end if; end $$;

create table if not exists ops.migrations (
    name text collate "C" not null primary key,
    applied_at timestamp with time zone not null default now()
);

-- name: is_recorded
select to_regclass('ops.migrations') is not null

-- name: lock
-- One worker migrates at a time; the lock ends with the transaction.
select pg_advisory_xact_lock(hashtextextended('pipeline migrate', 0))
