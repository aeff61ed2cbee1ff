select name from pragma_table_info(@table, 'before') order by cid
