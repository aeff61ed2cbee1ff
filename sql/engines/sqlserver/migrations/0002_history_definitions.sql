-- The definitions that nights were read with, and the columns of every dataset. Committed with the versions in silver (H31).
if object_id(N'{{history}}definitions', N'U') is null
create table {{history}}definitions (
    digest nvarchar(128) collate {{collation}} not null primary key,
    dataset nvarchar(63) collate {{collation}} not null,
    definition nvarchar(max) collate {{collation}} not null,
    feed_text nvarchar(max) collate {{collation}} not null
);

if object_id(N'{{history}}dataset_columns', N'U') is null
create table {{history}}dataset_columns (
    dataset nvarchar(63) collate {{collation}} not null,
    position int not null,
    name nvarchar(200) collate {{collation}} not null,
    type nvarchar(63) collate {{collation}} not null,
    role nvarchar(63) collate {{collation}} not null,
    feed nvarchar(63) collate {{collation}} not null,
    primary key (dataset, name)
);

if object_id(N'{{history}}column_renames', N'U') is null
create table {{history}}column_renames (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    run_id nvarchar(36) collate {{collation}} not null,
    rename_no bigint not null,
    from_name nvarchar(200) collate {{collation}} not null,
    to_name nvarchar(200) collate {{collation}} not null,
    primary key (dataset, night, run_id, rename_no)
);
