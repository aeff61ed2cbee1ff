-- The nights that make up silver, and what each of them holds open. A night's row is written in the transaction that merges it (H33).
-- They are the platform's own tables, in the database and the transaction of silver and out of the way of its datasets.
create table if not exists {{history}}accepted_nights (
    feed text not null, dataset text not null, night text not null,
    valid_from text not null,
    delivery_id blob not null, sha256 blob not null, size_bytes integer not null,
    ends_in_newline integer not null,
    definition_digest blob not null,
    records integer not null, accepted integer not null, collapsed integer not null, skipped integer not null, quarantined integer not null,
    new integer not null, changed integer not null, refreshed integer not null, unchanged integer not null,
    gone integer not null, back integer not null, held integer not null,
    absences_held integer not null,
    open_before integer not null, open_after integer not null,
    missing_columns text not null,
    token integer not null,
    run_id blob not null,
    recorded_at text not null,
    primary key (feed, dataset, night)
) strict;

-- Nights that were accepted and no longer are: replaced by another file, withdrawn, or rebuilt (H17, H19).
create table if not exists {{history}}superseded_nights (
    feed text not null, dataset text not null, night text not null,
    valid_from text not null,
    delivery_id blob not null, sha256 blob not null, size_bytes integer not null,
    definition_digest blob not null,
    records integer not null, accepted integer not null, collapsed integer not null, skipped integer not null, quarantined integer not null,
    new integer not null, changed integer not null, refreshed integer not null, unchanged integer not null,
    gone integer not null, back integer not null, held integer not null,
    open_before integer not null, open_after integer not null,
    run_id blob not null,
    recorded_at text not null,
    state text not null check (state in ('replaced', 'withdrawn', 'rebuilt')),
    reason text,
    decided_by text,
    superseded_at text not null,
    superseded_by_run_id blob not null,
    primary key (feed, dataset, night, superseded_by_run_id)
) strict;

-- Keys whose open version stays open because their record is quarantined (H15).
create table if not exists {{history}}held_keys (
    feed text not null, dataset text not null, night text not null,
    scope text not null check (scope in ('key', 'siblings')),
    hash blob not null,
    primary key (feed, dataset, night, scope, hash)
) strict, without rowid;

-- Approvals that were used up by the night that they let in (H24).
create table if not exists {{history}}used_approvals (
    approval_id blob not null, dataset text not null,
    run_id blob not null,
    recorded_at text not null,
    primary key (approval_id, dataset)
) strict;

-- When each run wrote: the system time of its versions (H37).
create table if not exists {{history}}run_times (
    run_id blob not null primary key,
    recorded_at text not null
) strict;
