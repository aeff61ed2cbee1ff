-- The statement that made a table of the generation before.
select sql from before.sqlite_schema where type = 'table' and name = @table
