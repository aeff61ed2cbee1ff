update silver.dataset_columns set type = @type, role = @role where lower(dataset) = lower(@dataset) and name = @name
