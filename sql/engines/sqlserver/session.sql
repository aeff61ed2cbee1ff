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

-- name: can_load_in_bulk
-- Whether the driver's bulk load finds the columns of a table: SqlClient from 6.1 on adds their names up in a variable, row by row.
-- Babelfish 4 keeps the last row only; there rows are inserted by statements.
declare @names nvarchar(10) = N'';

select @names = @names + v.name from (values (N'a'), (N'b')) as v (name);

select cast(case when len(@names) = 2 then 1 else 0 end as bit);
