-- The columns of a feed's tables in silver, as they are.
select dataset, name, type, role from silver.dataset_columns where feed = @feed order by dataset, position
