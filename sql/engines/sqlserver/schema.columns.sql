-- The tables of a dataset, second part: columns that are new, renamed or wider.

-- name: add_column
-- A column that is new in the feed file: null in every version there is (H26).
alter table silver.{{q table}} add {{q column}} {{type}} null;

alter table silver.{{q superseded_table}} add {{q column}} {{type}} null;

-- name: rename_column
-- A column that the feed file calls otherwise now: in every version, current or superseded.
exec sp_rename N'silver.{{qs table}}.{{qs column}}', N'{{s to}}', N'COLUMN';

exec sp_rename N'silver.{{qs superseded_table}}.{{qs column}}', N'{{s to}}', N'COLUMN';

-- name: text_widths
-- How wide the texts of a dataset are, in UTF-16 code units; -1 for any length.
select COLUMN_NAME, CHARACTER_MAXIMUM_LENGTH
from INFORMATION_SCHEMA.COLUMNS
where TABLE_SCHEMA = N'silver' and TABLE_NAME = @table and DATA_TYPE = N'nvarchar'

-- name: is_empty
-- Whether a dataset has no version yet: one row is read, however many there are.
select cast(case when exists (select 1 from silver.{{q table}}) then 0 else 1 end as bit)

-- name: count_rows
-- How many versions a dataset has: read only where all of them were rewritten.
select count_big(*) from silver.{{q table}}

-- name: widen_column
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
