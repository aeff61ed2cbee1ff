-- What was found: by guards and those who approved, by checks, by verification. Whose values were erased, by hash alone.
create table if not exists ops.guards (
    feed text not null, night text not null, dataset text not null,
    sha256 blob not null,
    guard text not null,
    outcome text not null check (outcome in ('passed', 'no history', 'stopped', 'approved')),
    detail text not null,
    run_id blob not null,
    recorded_at text not null,
    primary key (feed, night, dataset, sha256, guard)
) strict;

create table if not exists ops.approvals (
    approval_id blob not null primary key,
    feed text not null, night text not null, dataset text not null,
    sha256 blob not null,
    reason text not null,
    approved_by text not null, approved_at text not null
) strict;

create table if not exists ops.checks (
    run_id blob not null, name text not null,
    severity text not null check (severity in ('stop', 'warn')),
    offending integer not null,
    samples text,
    primary key (run_id, name)
) strict;

-- Whether each night adds up, and to what (H34).
create table if not exists ops.reconciliations (
    run_id blob not null,
    feed text not null, dataset text not null, night text not null,
    records integer not null, accepted integer not null, collapsed integer not null, skipped integer not null, quarantined integer not null,
    quarantined_found integer not null,
    landed_least integer not null, landed_found integer not null,
    open_expected integer not null, open_found integer not null,
    holds integer not null,
    primary key (run_id, dataset)
) strict;

create table if not exists ops.verifications (
    verification_id blob not null primary key,
    feed text not null,
    started_at text not null, elapsed_ms integer not null,
    sample text not null,
    versions integer not null, deviations integer not null,
    findings text not null, unverified text not null
) strict;

create table if not exists ops.erasures (
    erasure_id blob not null primary key,
    feed text not null, dataset text not null,
    key_hash blob not null,
    reason text not null, erased_by text not null,
    began_at text not null, finished_at text,
    counts text
) strict;

create table if not exists ops.erased_keys (
    feed text not null, dataset text not null,
    key_hash blob not null,
    erased_to text not null,
    erasure_id blob not null,
    primary key (feed, dataset, key_hash)
) strict;

-- Generations of gold that an operator has rolled back: no run publishes one again by itself.
create table if not exists ops.withheld_gold (
    feed text not null primary key,
    generation blob not null
) strict;
