-- Erases the values of one record on demand. Each statement can be repeated.

-- name: prepare
-- Nothing has to be set: the tables are rewritten when all is erased.
select 1

-- name: settle
-- Write-ahead logs and backups are the server's to expire.
select 1

-- name: vacuum
-- The table is rewritten, without dead rows; readers of this table wait meanwhile.
vacuum (full, analyze) {{schema}}.{{q table}}
