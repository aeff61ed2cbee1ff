-- The stages of a dataset up to that of a run, in names of one length: its own, and what runs that did not end have left.
select table_name from (
    select cast(relname as text) as table_name
    from pg_class
    where relnamespace = cast('ops' as regnamespace) and relkind = 'r'
) as t
where length(table_name) = length(@table_name)
    and left(table_name, -@digits) = left(@table_name, -@digits)
    and right(table_name, @digits) <= right(@table_name, @digits)
