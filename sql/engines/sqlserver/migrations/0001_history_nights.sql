-- What the platform records beside the versions in silver: nights, held keys, approvals that were used. Committed with them (H33).
if schema_id(N'bronze') is null exec (N'create schema bronze');

if schema_id(N'silver') is null exec (N'create schema silver');

if schema_id(N'history') is null exec (N'create schema history');

-- What is loaded in bulk before it lands or is merged: a table for one load, dropped after it.
if schema_id(N'staging') is null exec (N'create schema staging');

if object_id(N'{{history}}accepted_nights', N'U') is null
create table {{history}}accepted_nights (
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

if object_id(N'{{history}}superseded_nights', N'U') is null
create table {{history}}superseded_nights (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    valid_from datetime2(6) not null,
    delivery_id binary(16) not null,
    sha256 nvarchar(128) collate {{collation}} not null,
    size_bytes bigint not null,
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
    open_before bigint not null,
    open_after bigint not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null,
    state nvarchar(63) collate {{collation}} not null,
    reason nvarchar(max) collate {{collation}},
    decided_by nvarchar(max) collate {{collation}},
    superseded_at datetime2(6) not null,
    superseded_by_run_id nvarchar(36) collate {{collation}} not null,
    primary key (feed, dataset, night, superseded_by_run_id)
);

if object_id(N'{{history}}held_keys', N'U') is null
create table {{history}}held_keys (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    scope nvarchar(63) collate {{collation}} not null,
    hash binary(16) not null,
    primary key (feed, dataset, night, scope, hash)
);

if object_id(N'{{history}}run_times', N'U') is null
create table {{history}}run_times (
    run_id nvarchar(36) collate {{collation}} not null primary key,
    recorded_at datetime2(6) not null
);

if object_id(N'{{history}}used_approvals', N'U') is null
create table {{history}}used_approvals (
    approval_id nvarchar(36) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null,
    primary key (approval_id, dataset)
);
