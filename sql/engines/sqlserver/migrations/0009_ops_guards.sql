-- What guards found, and who let what through (H23, H24).
if object_id(N'ops.guards', N'U') is null
create table ops.guards (
    feed nvarchar(63) collate {{collation}} not null,
    night date not null,
    dataset nvarchar(63) collate {{collation}} not null,
    sha256 nvarchar(128) collate {{collation}} not null,
    guard nvarchar(63) collate {{collation}} not null,
    outcome nvarchar(63) collate {{collation}} not null,
    detail nvarchar(max) collate {{collation}} not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null,
    primary key (feed, night, dataset, sha256, guard)
);

if object_id(N'ops.approvals', N'U') is null
create table ops.approvals (
    approval_id nvarchar(36) collate {{collation}} not null primary key,
    feed nvarchar(63) collate {{collation}} not null,
    night date not null,
    dataset nvarchar(63) collate {{collation}} not null,
    sha256 nvarchar(128) collate {{collation}} not null,
    reason nvarchar(max) collate {{collation}} not null,
    approved_by nvarchar(max) collate {{collation}} not null,
    approved_at datetime2(6) not null
);
