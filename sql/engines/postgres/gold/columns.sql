select column_name::text
from information_schema.columns
where table_schema = 'gold_slots' and table_name = @table
order by ordinal_position
