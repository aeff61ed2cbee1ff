-- Whether each night adds up, and what it adds up to (H34).
create table if not exists ops.reconciliations (
    run_id text not null,
    feed text not null,
    dataset text not null,
    night text not null,
    records integer not null,
    accepted integer not null,
    collapsed integer not null,
    skipped integer not null,
    quarantined integer not null,
    quarantined_found integer not null,
    landed_least integer not null,
    landed_found integer not null,
    open_expected integer not null,
    open_found integer not null,
    holds integer not null,
    primary key (run_id, dataset)
) strict;
