-- The tables of a dataset, second part: columns that are new, renamed or wider, and indexes for reading.

-- name: create_read_index
-- What a night reads of the open versions is in the index that keeps them unique, and versions lie in the order in which they
-- begin. Children are looked up by their parents; an older night asks which versions end at a night or after it. An index is
-- known by the column that it leads with: not every engine over TDS tells its name as it was given.
{{#if is_looked_up_list}}
if not exists (
    select 1
    from sys.index_columns as i
    join sys.columns as c on c.object_id = i.object_id and c.column_id = i.column_id
    where i.object_id = object_id(N'silver.{{qs table}}') and i.key_ordinal = 1 and c.name = N'parent_key_hash')
create index {{q family_index}} on silver.{{q table}} (parent_key_hash){{storage}};
{{/if}}

if not exists (
    select 1
    from sys.index_columns as i
    join sys.columns as c on c.object_id = i.object_id and c.column_id = i.column_id
    where i.object_id = object_id(N'silver.{{qs table}}') and i.key_ordinal = 1 and c.name = N'valid_to')
create index {{q ends_index}} on silver.{{q table}} (valid_to) where valid_to is not null{{storage}};

-- name: add_column
-- A column that is new in the feed file: null in every version there is (H26).
alter table silver.{{q table}} add {{q column}} {{type}} null;

alter table silver.{{q superseded_table}} add {{q column}} {{type}} null;

-- name: rename_column
-- A column that the feed file calls otherwise now: in every version, current or superseded.
exec sp_rename N'silver.{{qs table}}.{{qs column}}', N'{{s to}}', N'COLUMN';

exec sp_rename N'silver.{{qs superseded_table}}.{{qs column}}', N'{{s to}}', N'COLUMN';

-- name: text_widths
-- How wide the texts of a dataset are, in UTF-16 code units of two bytes; -1 for any length.
select c.name, cast(case when c.max_length = -1 then -1 else c.max_length / 2 end as int) as width
from sys.columns as c
where c.object_id = object_id(N'silver.' + quotename(@table)) and type_name(c.user_type_id) = N'nvarchar'

-- name: count_rows
-- How many versions a dataset has.
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
