-- How wide the texts of a dataset are, in UTF-16 code units; -1 for any length.
select column_name, character_maximum_length
from information_schema.columns
where table_schema = N'silver' and table_name = @table and data_type = N'nvarchar'
