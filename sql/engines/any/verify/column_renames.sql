-- What a feed's columns have been called since its nights were accepted, in order.
select dataset, night, run_id, from_name, to_name from silver.column_renames where feed = @feed order by dataset, rename_no
