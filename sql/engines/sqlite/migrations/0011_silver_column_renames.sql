-- What a dataset's columns have been called since each night was accepted: a name alone does not tell which column was meant (H31).
create table if not exists silver.column_renames (
    feed text not null,
    dataset text not null,
    night text not null,
    run_id text not null,
    rename_no integer not null,
    from_name text not null,
    to_name text not null,
    primary key (dataset, night, run_id, rename_no)
) strict;
