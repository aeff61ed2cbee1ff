-- The definitions that nights were read with, and the columns of every dataset. Committed with the versions in silver (H31).
create table if not exists {{history}}definitions (
    digest text not null primary key,
    dataset text not null,
    definition text not null,
    feed_text text not null
) strict;

create table if not exists {{history}}dataset_columns (
    dataset text not null,
    position integer not null,
    name text not null,
    type text not null,
    role text not null,
    feed text not null,
    primary key (dataset, name)
) strict;

create table if not exists {{history}}column_renames (
    feed text not null,
    dataset text not null,
    night text not null,
    run_id text not null,
    rename_no integer not null,
    from_name text not null,
    to_name text not null,
    primary key (dataset, night, run_id, rename_no)
) strict;
