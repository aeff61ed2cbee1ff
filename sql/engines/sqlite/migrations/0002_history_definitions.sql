-- The definitions that nights were read with (H31), and the columns that every dataset has had.
create table if not exists {{history}}definitions (
    digest blob not null primary key,
    dataset text not null,
    definition text not null,
    feed_text text not null
) strict;

create table if not exists {{history}}dataset_columns (
    dataset text not null,
    position integer not null,
    name text not null,
    type text not null,
    role text not null check (role in ('key', 'tracked', 'untracked', 'derived', 'removed')),
    feed text not null,
    primary key (dataset, name)
) strict;

-- The names that a dataset's columns have had since each night was accepted, in order.
create table if not exists {{history}}column_renames (
    feed text not null, dataset text not null, night text not null,
    run_id blob not null,
    rename_no integer not null,
    from_name text not null, to_name text not null,
    primary key (dataset, night, run_id, rename_no)
) strict;
