-- What was found: by guards and those who approved, by checks, by verification. Whose values were erased, by hash alone.
if object_id(N'ops.guards', N'U') is null
create table ops.guards (
    feed nvarchar(63) collate {{collation}} not null, night date not null, dataset nvarchar(63) collate {{collation}} not null,
    sha256 binary(32) not null,
    guard nvarchar(63) collate {{collation}} not null,
    outcome nvarchar(63) collate {{collation}} not null check (outcome in (N'passed', N'no history', N'stopped', N'approved')),
    detail nvarchar(max) collate {{collation}} not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null,
    primary key (feed, night, dataset, sha256, guard)
);

if object_id(N'ops.approvals', N'U') is null
create table ops.approvals (
    approval_id uniqueidentifier not null primary key,
    feed nvarchar(63) collate {{collation}} not null, night date not null, dataset nvarchar(63) collate {{collation}} not null,
    sha256 binary(32) not null,
    reason nvarchar(max) collate {{collation}} not null,
    approved_by nvarchar(max) collate {{collation}} not null, approved_at datetime2(6) not null
);

if object_id(N'ops.checks', N'U') is null
create table ops.checks (
    run_id uniqueidentifier not null, name nvarchar(200) collate {{collation}} not null,
    severity nvarchar(63) collate {{collation}} not null check (severity in (N'stop', N'warn')),
    offending bigint not null,
    samples nvarchar(max) collate {{collation}},
    primary key (run_id, name)
);

-- Whether each night adds up, and to what (H34).
if object_id(N'ops.reconciliations', N'U') is null
create table ops.reconciliations (
    run_id uniqueidentifier not null,
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    records bigint not null, accepted bigint not null, collapsed bigint not null, skipped bigint not null, quarantined bigint not null,
    quarantined_found bigint not null,
    landed_least bigint not null, landed_found bigint not null,
    open_expected bigint not null, open_found bigint not null,
    holds bit not null,
    primary key (run_id, dataset)
);

if object_id(N'ops.verifications', N'U') is null
create table ops.verifications (
    verification_id uniqueidentifier not null primary key,
    feed nvarchar(63) collate {{collation}} not null,
    started_at datetime2(6) not null, elapsed_ms bigint not null,
    sample nvarchar(63) collate {{collation}} not null,
    versions bigint not null, deviations bigint not null,
    findings nvarchar(max) collate {{collation}} not null, unverified nvarchar(max) collate {{collation}} not null
);

if object_id(N'ops.erasures', N'U') is null
create table ops.erasures (
    erasure_id uniqueidentifier not null primary key,
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null,
    key_hash binary(16) not null,
    reason nvarchar(max) collate {{collation}} not null, erased_by nvarchar(max) collate {{collation}} not null,
    began_at datetime2(6) not null, finished_at datetime2(6),
    counts nvarchar(max) collate {{collation}}
);

if object_id(N'ops.erased_keys', N'U') is null
create table ops.erased_keys (
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null,
    key_hash binary(16) not null,
    erased_to datetime2(6) not null,
    erasure_id uniqueidentifier not null,
    primary key (feed, dataset, key_hash)
);

-- Generations of gold that an operator has rolled back: no run publishes one again by itself.
if object_id(N'ops.withheld_gold', N'U') is null
create table ops.withheld_gold (
    feed nvarchar(63) collate {{collation}} not null primary key,
    generation binary(32) not null
);
