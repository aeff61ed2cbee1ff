insert into ops.migrations (name) values (@name)
