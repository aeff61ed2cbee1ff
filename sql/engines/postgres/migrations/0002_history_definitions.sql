-- The definitions that nights were read with (H31), and the columns that every dataset has had.
create table if not exists {{history}}definitions (
    digest bytea not null primary key,
    dataset text collate "C" not null,
    definition text collate "C" not null,
    feed_text text collate "C" not null
);

create table if not exists {{history}}dataset_columns (
    dataset text collate "C" not null,
    position integer not null,
    name text collate "C" not null,
    type text collate "C" not null,
    role text collate "C" not null check (role in ('key', 'tracked', 'untracked', 'derived', 'removed')),
    feed text collate "C" not null,
    primary key (dataset, name)
);

-- The names that a dataset's columns have had since each night was accepted, in order.
create table if not exists {{history}}column_renames (
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    run_id uuid not null,
    rename_no bigint not null,
    from_name text collate "C" not null, to_name text collate "C" not null,
    primary key (dataset, night, run_id, rename_no)
);
