-- The columns of a dataset's table; none where there is no such table.
select cast(attname as text)
from pg_attribute
where attrelid = to_regclass('silver.{{qs table}}') and attnum > 0 and not attisdropped
