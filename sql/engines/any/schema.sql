-- The tables of one dataset in bronze and silver.

-- name: count_open
-- Open versions that have a value in a column.
select count(*) from silver.{{q table}} where valid_to is null and {{q column}} is not null

-- name: count_beyond
-- Values that a wider type would not hold after all.
select
    (select count(*) from silver.{{q table}} where {{q column}} >= @limit or {{q column}} <= -@limit)
    + (select count(*) from silver.{{q superseded_table}} where {{q column}} >= @limit or {{q column}} <= -@limit)

-- name: dataset_columns
-- By name without regard to letter case, because SQLite's tables are: two feeds must not meet in one.
select name, type, role, feed from {{history}}dataset_columns where lower(dataset) = lower(@dataset) order by position

-- name: insert_dataset_column
insert into {{history}}dataset_columns (dataset, position, name, type, role, feed)
values (@dataset, @position, @name, @type, @role, @feed)

-- name: update_dataset_column
update {{history}}dataset_columns set type = @type, role = @role where lower(dataset) = lower(@dataset) and name = @name

-- name: rename_dataset_column
update {{history}}dataset_columns set name = @to where lower(dataset) = lower(@dataset) and name = @from

-- name: note_column_rename
-- For each night that was accepted until now: its column of the one name is called the other from now on.
insert into {{history}}column_renames (feed, dataset, night, run_id, rename_no, from_name, to_name)
select
    a.feed, a.dataset, a.night, a.run_id,
    (select coalesce(max(r.rename_no), 0) + 1 from {{history}}column_renames as r where r.dataset = @dataset),
    @from, @to
from {{history}}accepted_nights as a
where a.feed = @feed
    and a.dataset = @dataset
