-- Which numbered scripts a database has had.

-- name: recorded
select name from ops.migrations

-- name: record
insert into ops.migrations (name) values (@name)
