update silver.dataset_columns set name = @to where lower(dataset) = lower(@dataset) and name = @from
