-- What was found: by guards and those who approved, by checks, by verification. Whose values were erased, by hash alone.
create table if not exists ops.guards (
    feed text collate "C" not null, night date not null, dataset text collate "C" not null,
    sha256 bytea not null,
    guard text collate "C" not null,
    outcome text collate "C" not null check (outcome in ('passed', 'no history', 'stopped', 'approved')),
    detail text collate "C" not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null,
    primary key (feed, night, dataset, sha256, guard)
);

create table if not exists ops.approvals (
    approval_id uuid not null primary key,
    feed text collate "C" not null, night date not null, dataset text collate "C" not null,
    sha256 bytea not null,
    reason text collate "C" not null,
    approved_by text collate "C" not null, approved_at timestamp with time zone not null
);

create table if not exists ops.checks (
    run_id uuid not null, name text collate "C" not null,
    severity text collate "C" not null check (severity in ('stop', 'warn')),
    offending bigint not null,
    samples text collate "C",
    primary key (run_id, name)
);

-- Whether each night adds up, and to what (H34).
create table if not exists ops.reconciliations (
    run_id uuid not null,
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    records bigint not null, accepted bigint not null, collapsed bigint not null, skipped bigint not null, quarantined bigint not null,
    quarantined_found bigint not null,
    landed_least bigint not null, landed_found bigint not null,
    open_expected bigint not null, open_found bigint not null,
    holds boolean not null,
    primary key (run_id, dataset)
);

create table if not exists ops.verifications (
    verification_id uuid not null primary key,
    feed text collate "C" not null,
    started_at timestamp with time zone not null, elapsed_ms bigint not null,
    sample text collate "C" not null,
    versions bigint not null, deviations bigint not null,
    findings text collate "C" not null, unverified text collate "C" not null
);

create table if not exists ops.erasures (
    erasure_id uuid not null primary key,
    feed text collate "C" not null, dataset text collate "C" not null,
    key_hash bytea not null,
    reason text collate "C" not null, erased_by text collate "C" not null,
    began_at timestamp with time zone not null, finished_at timestamp with time zone,
    counts text collate "C"
);

create table if not exists ops.erased_keys (
    feed text collate "C" not null, dataset text collate "C" not null,
    key_hash bytea not null,
    erased_to timestamp with time zone not null,
    erasure_id uuid not null,
    primary key (feed, dataset, key_hash)
);

-- Generations of gold that an operator has rolled back: no run publishes one again by itself.
create table if not exists ops.withheld_gold (
    feed text collate "C" not null primary key,
    generation bytea not null
);
