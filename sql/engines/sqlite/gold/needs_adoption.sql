select count(*) from gold.sqlite_schema where name = 'answers' and sql not like '%"feed"%'
