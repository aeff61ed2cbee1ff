-- Where a table of silver lies: no row on the coordinator alone; no column where every machine holds the whole of it.
select case when partmethod = 'h' then cast(column_to_column_name(cast(logicalrelid as oid), partkey) as text) end as place
from pg_dist_partition
where logicalrelid = cast('silver.{{qs table}}' as regclass)
