-- The definitions that nights were read with (H31), and the columns that every dataset has had.
if object_id(N'{{history}}definitions', N'U') is null
create table {{history}}definitions (
    digest binary(32) not null primary key,
    dataset nvarchar(63) collate {{collation}} not null,
    definition nvarchar(max) collate {{collation}} not null,
    feed_text nvarchar(max) collate {{collation}} not null
);

if object_id(N'{{history}}dataset_columns', N'U') is null
create table {{history}}dataset_columns (
    dataset nvarchar(63) collate {{collation}} not null,
    position int not null,
    name nvarchar(63) collate {{collation}} not null,
    type nvarchar(63) collate {{collation}} not null,
    role nvarchar(63) collate {{collation}} not null check (role in (N'key', N'tracked', N'untracked', N'derived', N'removed')),
    feed nvarchar(63) collate {{collation}} not null,
    primary key (dataset, name)
);

-- The names that a dataset's columns have had since each night was accepted, in order.
if object_id(N'{{history}}column_renames', N'U') is null
create table {{history}}column_renames (
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    run_id uniqueidentifier not null,
    rename_no bigint not null,
    from_name nvarchar(63) collate {{collation}} not null, to_name nvarchar(63) collate {{collation}} not null,
    primary key (dataset, night, run_id, rename_no)
);
