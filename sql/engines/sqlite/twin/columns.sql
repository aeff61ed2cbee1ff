-- The columns that a row of a table is written with.
select name, type from pragma_table_xinfo(@table, @schema) where hidden = 0 order by cid
