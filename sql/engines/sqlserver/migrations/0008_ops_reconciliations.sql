-- Whether each night adds up, and what it adds up to (H34).
if object_id(N'ops.reconciliations', N'U') is null
create table ops.reconciliations (
    run_id nvarchar(36) collate {{collation}} not null,
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    records bigint not null,
    accepted bigint not null,
    collapsed bigint not null,
    skipped bigint not null,
    quarantined bigint not null,
    quarantined_found bigint not null,
    landed_least bigint not null,
    landed_found bigint not null,
    open_expected bigint not null,
    open_found bigint not null,
    holds bit not null,
    primary key (run_id, dataset)
);
