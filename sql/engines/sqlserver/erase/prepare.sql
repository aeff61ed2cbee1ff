-- Nothing has to be set: the tables are written anew when all is erased.
select 1
