-- Transaction logs and backups are the server's to expire.
select 1
