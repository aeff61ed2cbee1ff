-- The tables of a dataset, second part: columns that are new, renamed or wider, and indexes for reading.

-- name: add_column
-- A column that is new in the feed file: null in every version there is (H26).
alter table silver.{{q table}} add column {{q column}} {{type}};

alter table silver.{{q superseded_table}} add column {{q column}} {{type}};

-- name: rename_column
-- A column that the feed file calls otherwise now: in every version, current or superseded.
alter table silver.{{q table}} rename column {{q column}} to {{q to}};

alter table silver.{{q superseded_table}} rename column {{q column}} to {{q to}};

-- name: widen_column
-- A type that holds every value there is, and more. No value changes; SQLite can't retype in place, so the column is recreated.
alter table silver.{{q table}} add column {{q spare}} {{type}};

update silver.{{q table}}
set {{q spare}} = {{#if digits}}rtrim(rtrim(printf('%.{{digits}}f', {{q column}}), '0'), '.'){{else}}{{q column}}{{/if}}
where {{q column}} is not null;

alter table silver.{{q table}} drop column {{q column}};

alter table silver.{{q table}} rename column {{q spare}} to {{q column}};

alter table silver.{{q superseded_table}} add column {{q spare}} {{type}};

update silver.{{q superseded_table}}
set {{q spare}} = {{#if digits}}rtrim(rtrim(printf('%.{{digits}}f', {{q column}}), '0'), '.'){{else}}{{q column}}{{/if}}
where {{q column}} is not null;

alter table silver.{{q superseded_table}} drop column {{q column}};

alter table silver.{{q superseded_table}} rename column {{q spare}} to {{q column}};
