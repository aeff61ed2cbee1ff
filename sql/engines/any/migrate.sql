-- name: recorded
select name from ops.migrations

-- name: record
insert into ops.migrations (name) values (@name)
