-- How every session of the worker is set up, and what it cleans up.

-- name: settings
-- What every session of the worker is like, however the login and the database were set up. An error ends the transaction.
set xact_abort on;

set lock_timeout {{milliseconds}};

set transaction isolation level read committed;

-- name: wait_for_locks
set lock_timeout {{milliseconds}}

-- name: forgotten
-- Tables of loads that never ended.
select t.name
from sys.tables as t
where t.schema_id = schema_id(N'staging') and t.create_date < dateadd(hour, -@hours, getdate())

-- name: drop
drop table if exists staging.{{q table}}
