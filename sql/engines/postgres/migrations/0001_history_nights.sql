-- The nights that make up silver, and what each of them holds open. A night's row is written in the transaction that merges it (H33).
-- They are the platform's own tables, in the database and the transaction of silver and out of the way of its datasets.
do $$ begin if to_regnamespace('bronze') is null then create schema bronze; end if; end $$;

do $$ begin if to_regnamespace('silver') is null then create schema silver; end if; end $$;

do $$ begin if to_regnamespace('history') is null then create schema history; end if; end $$;

create table if not exists {{history}}accepted_nights (
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    valid_from timestamp with time zone not null,
    delivery_id bytea not null, sha256 bytea not null, size_bytes bigint not null,
    ends_in_newline boolean not null,
    definition_digest bytea not null,
    records bigint not null, accepted bigint not null, collapsed bigint not null, skipped bigint not null, quarantined bigint not null,
    new bigint not null, changed bigint not null, refreshed bigint not null, unchanged bigint not null,
    gone bigint not null, back bigint not null, held bigint not null,
    absences_held boolean not null,
    open_before bigint not null, open_after bigint not null,
    missing_columns text collate "C" not null,
    token bigint not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null,
    primary key (feed, dataset, night)
);

-- Nights that were accepted and no longer are: replaced by another file, withdrawn, or rebuilt (H17, H19).
create table if not exists {{history}}superseded_nights (
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    valid_from timestamp with time zone not null,
    delivery_id bytea not null, sha256 bytea not null, size_bytes bigint not null,
    definition_digest bytea not null,
    records bigint not null, accepted bigint not null, collapsed bigint not null, skipped bigint not null, quarantined bigint not null,
    new bigint not null, changed bigint not null, refreshed bigint not null, unchanged bigint not null,
    gone bigint not null, back bigint not null, held bigint not null,
    open_before bigint not null, open_after bigint not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null,
    state text collate "C" not null check (state in ('replaced', 'withdrawn', 'rebuilt')),
    reason text collate "C",
    decided_by text collate "C",
    superseded_at timestamp with time zone not null,
    superseded_by_run_id uuid not null,
    primary key (feed, dataset, night, superseded_by_run_id)
);

-- Keys whose open version stays open because their record is quarantined (H15).
create table if not exists {{history}}held_keys (
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    scope text collate "C" not null check (scope in ('key', 'siblings')),
    hash bytea not null,
    primary key (feed, dataset, night, scope, hash)
);

-- Approvals that were used up by the night that they let in (H24).
create table if not exists {{history}}used_approvals (
    approval_id uuid not null, dataset text collate "C" not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null,
    primary key (approval_id, dataset)
);

-- When each run wrote: the system time of its versions (H37).
create table if not exists {{history}}run_times (
    run_id uuid not null primary key,
    recorded_at timestamp with time zone not null
);
