-- What a dataset's columns have been called since each night was accepted: a name alone does not tell which column was meant (H31).
if object_id(N'silver.column_renames', N'U') is null
create table silver.column_renames (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    run_id nvarchar(36) collate {{collation}} not null,
    rename_no bigint not null,
    from_name nvarchar(200) collate {{collation}} not null,
    to_name nvarchar(200) collate {{collation}} not null,
    primary key (dataset, night, run_id, rename_no)
);
