-- The nights that make up silver, and what each of them holds open. A night's row is written in the transaction that merges it (H33).
-- They are the platform's own tables, in the database and the transaction of silver and out of the way of its datasets.
if schema_id(N'bronze') is null exec (N'create schema bronze');

if schema_id(N'silver') is null exec (N'create schema silver');

if schema_id(N'history') is null exec (N'create schema history');

-- Tables for one bulk load at a time: filled, landed or merged, and dropped.
if schema_id(N'staging') is null exec (N'create schema staging');

if object_id(N'{{history}}accepted_nights', N'U') is null
create table {{history}}accepted_nights (
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    valid_from datetime2(6) not null,
    delivery_id binary(16) not null, sha256 binary(32) not null, size_bytes bigint not null,
    ends_in_newline bit not null,
    definition_digest binary(32) not null,
    records bigint not null, accepted bigint not null, collapsed bigint not null, skipped bigint not null, quarantined bigint not null,
    new bigint not null, changed bigint not null, refreshed bigint not null, unchanged bigint not null,
    gone bigint not null, back bigint not null, held bigint not null,
    absences_held bit not null,
    open_before bigint not null, open_after bigint not null,
    missing_columns nvarchar(max) collate {{collation}} not null,
    token bigint not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null,
    primary key (feed, dataset, night)
);

-- Nights that were accepted and no longer are: replaced by another file, withdrawn, or rebuilt (H17, H19).
if object_id(N'{{history}}superseded_nights', N'U') is null
create table {{history}}superseded_nights (
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    valid_from datetime2(6) not null,
    delivery_id binary(16) not null, sha256 binary(32) not null, size_bytes bigint not null,
    definition_digest binary(32) not null,
    records bigint not null, accepted bigint not null, collapsed bigint not null, skipped bigint not null, quarantined bigint not null,
    new bigint not null, changed bigint not null, refreshed bigint not null, unchanged bigint not null,
    gone bigint not null, back bigint not null, held bigint not null,
    open_before bigint not null, open_after bigint not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null,
    state nvarchar(63) collate {{collation}} not null check (state in (N'replaced', N'withdrawn', N'rebuilt')),
    reason nvarchar(max) collate {{collation}},
    decided_by nvarchar(max) collate {{collation}},
    superseded_at datetime2(6) not null,
    superseded_by_run_id uniqueidentifier not null,
    primary key (feed, dataset, night, superseded_by_run_id)
);

-- Keys whose open version stays open because their record is quarantined (H15).
if object_id(N'{{history}}held_keys', N'U') is null
create table {{history}}held_keys (
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    scope nvarchar(63) collate {{collation}} not null check (scope in (N'key', N'siblings')),
    hash binary(16) not null,
    primary key (feed, dataset, night, scope, hash)
);

-- Approvals that were used up by the night that they let in (H24).
if object_id(N'{{history}}used_approvals', N'U') is null
create table {{history}}used_approvals (
    approval_id uniqueidentifier not null, dataset nvarchar(63) collate {{collation}} not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null,
    primary key (approval_id, dataset)
);

-- When each run wrote: the system time of its versions (H37).
if object_id(N'{{history}}run_times', N'U') is null
create table {{history}}run_times (
    run_id uniqueidentifier not null primary key,
    recorded_at datetime2(6) not null
);
