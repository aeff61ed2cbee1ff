select count(*) from main.sqlite_schema where type = 'table' and name = @table
