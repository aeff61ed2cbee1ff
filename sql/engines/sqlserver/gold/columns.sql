select column_name
from information_schema.columns
where table_schema = N'gold_slots' and table_name = @table and column_name <> N' row'
order by ordinal_position
