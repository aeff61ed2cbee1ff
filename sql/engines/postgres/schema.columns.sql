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
-- A type that holds every value there is, and more. No value changes.
alter table silver.{{q table}} alter column {{q column}} type {{type}};

alter table silver.{{q superseded_table}} alter column {{q column}} type {{type}};
