-- What a dataset's columns have been called since each night was accepted: a name alone does not tell which column was meant (H31).
create table if not exists silver.column_renames (
    feed text collate "C" not null,
    dataset text collate "C" not null,
    night date not null,
    run_id text collate "C" not null,
    rename_no bigint not null,
    from_name text collate "C" not null,
    to_name text collate "C" not null,
    primary key (dataset, night, run_id, rename_no)
);
