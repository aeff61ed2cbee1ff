-- By name without regard to letter case, because SQLite's tables are: two feeds must not meet in one.
select name, type, role, feed from silver.dataset_columns where lower(dataset) = lower(@dataset) order by position
