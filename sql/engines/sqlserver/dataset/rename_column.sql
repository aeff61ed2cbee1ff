-- A column that the feed file calls otherwise now: in every version, believed or superseded.
exec sp_rename N'silver.{{qs table}}.{{qs column}}', N'{{s to}}', N'COLUMN';

exec sp_rename N'silver.{{qs superseded_table}}.{{qs column}}', N'{{s to}}', N'COLUMN';
