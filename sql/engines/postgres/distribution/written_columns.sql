-- The columns of a table of silver that are written, not generated.
select cast(attname as text)
from pg_attribute
where attrelid = cast('silver.{{qs table}}' as regclass) and attnum > 0 and not attisdropped and attgenerated = ''
order by attnum
