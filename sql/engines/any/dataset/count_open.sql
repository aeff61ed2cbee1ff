-- Open versions that have a value in a column.
select count(*) from silver.{{q table}} where valid_to is null and {{q column}} is not null
