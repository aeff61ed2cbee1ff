insert into silver.dataset_columns (dataset, position, name, type, role, feed)
values (@dataset, @position, @name, @type, @role, @feed)
