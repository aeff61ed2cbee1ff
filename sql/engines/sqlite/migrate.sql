-- Which numbered scripts a database has had.

-- name: create
-- Which scripts a warehouse has had.
create table if not exists ops.migrations (
    name text not null primary key,
    applied_at text not null default (strftime('%Y-%m-%d %H:%M:%f000', 'now'))
) strict;

-- name: is_recorded
select count(*) from ops.sqlite_schema where name = 'migrations'
