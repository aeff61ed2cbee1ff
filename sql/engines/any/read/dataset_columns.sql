select name, type, role, feed from silver.dataset_columns where dataset = @dataset order by position
