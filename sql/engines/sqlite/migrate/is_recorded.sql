select count(*) from ops.sqlite_schema where name = 'migrations'
