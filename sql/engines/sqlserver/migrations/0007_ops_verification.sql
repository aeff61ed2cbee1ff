-- What verifications found; whose values were erased on demand, by hash alone.
if object_id(N'ops.verifications', N'U') is null
create table ops.verifications (
    verification_id nvarchar(36) collate {{collation}} not null primary key,
    feed nvarchar(63) collate {{collation}} not null,
    started_at datetime2(6) not null,
    elapsed_ms bigint not null,
    sample nvarchar(63) collate {{collation}} not null,
    versions bigint not null,
    deviations bigint not null,
    findings nvarchar(max) collate {{collation}} not null,
    unverified nvarchar(max) collate {{collation}} not null
);

if object_id(N'ops.erasures', N'U') is null
create table ops.erasures (
    erasure_id nvarchar(36) collate {{collation}} not null primary key,
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    key_hash binary(16) not null,
    reason nvarchar(max) collate {{collation}} not null,
    erased_by nvarchar(max) collate {{collation}} not null,
    began_at datetime2(6) not null,
    finished_at datetime2(6),
    counts nvarchar(max) collate {{collation}}
);

if object_id(N'ops.erased_keys', N'U') is null
create table ops.erased_keys (
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    key_hash binary(16) not null,
    erased_to datetime2(6) not null,
    erasure_id nvarchar(36) collate {{collation}} not null,
    primary key (feed, dataset, key_hash)
);
