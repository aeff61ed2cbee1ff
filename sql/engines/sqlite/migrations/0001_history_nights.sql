-- What the platform records beside the versions in silver: nights, held keys, approvals that were used. Committed with them (H33).
create table if not exists {{history}}accepted_nights (
    feed text not null,
    dataset text not null,
    night text not null,
    valid_from text not null,
    delivery_id blob not null,
    sha256 text not null,
    size_bytes integer not null,
    ends_in_newline integer not null,
    definition_digest text not null,
    records integer not null,
    accepted integer not null,
    collapsed integer not null,
    skipped integer not null,
    quarantined integer not null,
    new integer not null,
    changed integer not null,
    refreshed integer not null,
    unchanged integer not null,
    gone integer not null,
    back integer not null,
    held integer not null,
    absences_held integer not null,
    open_before integer not null,
    open_after integer not null,
    missing_columns text not null,
    token integer not null,
    run_id text not null,
    recorded_at text not null,
    primary key (feed, dataset, night)
) strict;

create table if not exists {{history}}superseded_nights (
    feed text not null,
    dataset text not null,
    night text not null,
    valid_from text not null,
    delivery_id blob not null,
    sha256 text not null,
    size_bytes integer not null,
    definition_digest text not null,
    records integer not null,
    accepted integer not null,
    collapsed integer not null,
    skipped integer not null,
    quarantined integer not null,
    new integer not null,
    changed integer not null,
    refreshed integer not null,
    unchanged integer not null,
    gone integer not null,
    back integer not null,
    held integer not null,
    open_before integer not null,
    open_after integer not null,
    run_id text not null,
    recorded_at text not null,
    state text not null,
    reason text,
    decided_by text,
    superseded_at text not null,
    superseded_by_run_id text not null,
    primary key (feed, dataset, night, superseded_by_run_id)
) strict;

create table if not exists {{history}}held_keys (
    feed text not null,
    dataset text not null,
    night text not null,
    scope text not null,
    hash blob not null,
    primary key (feed, dataset, night, scope, hash)
) strict, without rowid;

create table if not exists {{history}}run_times (
    run_id text not null primary key,
    recorded_at text not null
) strict;

create table if not exists {{history}}used_approvals (
    approval_id text not null,
    dataset text not null,
    run_id text not null,
    recorded_at text not null,
    primary key (approval_id, dataset)
) strict;
