-- What was found: guards and their approvals, checks, reconciliations, verifications; whose values were erased on demand, by hash alone.
create table if not exists ops.guards (
    feed text collate "C" not null,
    night date not null,
    dataset text collate "C" not null,
    sha256 text collate "C" not null,
    guard text collate "C" not null,
    outcome text collate "C" not null,
    detail text collate "C" not null,
    run_id text collate "C" not null,
    recorded_at timestamp with time zone not null,
    primary key (feed, night, dataset, sha256, guard)
);

create table if not exists ops.approvals (
    approval_id text collate "C" not null primary key,
    feed text collate "C" not null,
    night date not null,
    dataset text collate "C" not null,
    sha256 text collate "C" not null,
    reason text collate "C" not null,
    approved_by text collate "C" not null,
    approved_at timestamp with time zone not null
);

create table if not exists ops.checks (
    run_id text collate "C" not null,
    name text collate "C" not null,
    severity text collate "C" not null,
    offending bigint not null,
    samples text collate "C",
    primary key (run_id, name)
);

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

create table if not exists ops.verifications (
    verification_id text collate "C" not null primary key,
    feed text collate "C" not null,
    started_at timestamp with time zone not null,
    elapsed_ms bigint not null,
    sample text collate "C" not null,
    versions bigint not null,
    deviations bigint not null,
    findings text collate "C" not null,
    unverified text collate "C" not null
);

create table if not exists ops.erasures (
    erasure_id text collate "C" not null primary key,
    feed text collate "C" not null,
    dataset text collate "C" not null,
    key_hash bytea not null,
    reason text collate "C" not null,
    erased_by text collate "C" not null,
    began_at timestamp with time zone not null,
    finished_at timestamp with time zone,
    counts text collate "C"
);

create table if not exists ops.erased_keys (
    feed text collate "C" not null,
    dataset text collate "C" not null,
    key_hash bytea not null,
    erased_to timestamp with time zone not null,
    erasure_id text collate "C" not null,
    primary key (feed, dataset, key_hash)
);
