-- What the platform keeps beside the versions in silver. Silver and these tables commit together (H33).
if schema_id(N'bronze') is null exec (N'create schema bronze');

if schema_id(N'silver') is null exec (N'create schema silver');

-- What is loaded in bulk before it lands or is merged: a table for one load, dropped after it.
if schema_id(N'staging') is null exec (N'create schema staging');

if object_id(N'silver.definitions', N'U') is null
create table silver.definitions (
    digest nvarchar(128) collate {{collation}} not null primary key,
    dataset nvarchar(63) collate {{collation}} not null,
    definition nvarchar(max) collate {{collation}} not null,
    feed_text nvarchar(max) collate {{collation}} not null
);

if object_id(N'silver.dataset_columns', N'U') is null
create table silver.dataset_columns (
    dataset nvarchar(63) collate {{collation}} not null,
    position int not null,
    name nvarchar(200) collate {{collation}} not null,
    type nvarchar(63) collate {{collation}} not null,
    role nvarchar(63) collate {{collation}} not null,
    feed nvarchar(63) collate {{collation}} not null,
    primary key (dataset, name)
);

if object_id(N'silver.accepted_nights', N'U') is null
create table silver.accepted_nights (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    valid_from datetime2(6) not null,
    delivery_id binary(16) not null,
    sha256 nvarchar(128) collate {{collation}} not null,
    size_bytes bigint not null,
    ends_in_newline bit not null,
    definition_digest nvarchar(128) collate {{collation}} not null,
    records bigint not null,
    accepted bigint not null,
    collapsed bigint not null,
    skipped bigint not null,
    quarantined bigint not null,
    new bigint not null,
    changed bigint not null,
    refreshed bigint not null,
    unchanged bigint not null,
    gone bigint not null,
    back bigint not null,
    held bigint not null,
    absences_held bit not null,
    open_before bigint not null,
    open_after bigint not null,
    missing_columns nvarchar(max) collate {{collation}} not null,
    token bigint not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null,
    primary key (feed, dataset, night)
);

if object_id(N'silver.held_keys', N'U') is null
create table silver.held_keys (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    scope nvarchar(63) collate {{collation}} not null,
    hash binary(16) not null,
    primary key (feed, dataset, night, scope, hash)
);
