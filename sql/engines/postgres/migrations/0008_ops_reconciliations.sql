-- Whether each night adds up, and what it adds up to (H34).
create table if not exists ops.reconciliations (
    run_id text collate "C" not null,
    feed text collate "C" not null,
    dataset text collate "C" not null,
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
    holds boolean not null,
    primary key (run_id, dataset)
);
