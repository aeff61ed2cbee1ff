-- Text that is longer than any before, or a type that holds more. Nothing of what is there changes. Where a statement says neither,
-- a column may be null, whatever the session is set to. Babelfish changes no column that names its collation: there the values are
-- copied to a new one.
if serverproperty(N'BabelfishVersion') is null or N'{{s type}}' not like N'nvarchar%'
begin
    exec (N'alter table silver.{{qs table}} alter column {{qs column}} {{s type}}');
    exec (N'alter table silver.{{qs superseded_table}} alter column {{qs column}} {{s type}}');
end
else
begin
    exec (N'alter table silver.{{qs table}} add [ widened] {{s type}} null');
    exec (N'update silver.{{qs table}} set [ widened] = {{qs column}}');
    exec (N'alter table silver.{{qs table}} drop column {{qs column}}');
    exec sp_rename N'silver.{{qs table}}.[ widened]', N'{{s column}}', N'COLUMN';
    exec (N'alter table silver.{{qs superseded_table}} add [ widened] {{s type}} null');
    exec (N'update silver.{{qs superseded_table}} set [ widened] = {{qs column}}');
    exec (N'alter table silver.{{qs superseded_table}} drop column {{qs column}}');
    exec sp_rename N'silver.{{qs superseded_table}}.[ widened]', N'{{s column}}', N'COLUMN';
end
