-- What is known of the past of history itself: when each run worked, and the nights that are no longer accepted as they were.
create table if not exists silver.recordings (
    run_id text collate "C" not null primary key,
    recorded_at timestamp with time zone not null
);

create table if not exists silver.superseded_nights (
    feed text collate "C" not null,
    dataset text collate "C" not null,
    night date not null,
    valid_from timestamp with time zone not null,
    delivery_id bytea not null,
    sha256 text collate "C" not null,
    size_bytes bigint not null,
    definition_digest text collate "C" not null,
    records bigint not null,
    accepted bigint not null,
    collapsed bigint not null,
    skipped bigint not null,
    quarantined bigint not null,
    new bigint not null,
    changed bigint not null,
    refreshed bigint not null,
    unchanged bigint not null,
    gone bigint not null,
    back bigint not null,
    held bigint not null,
    open_before bigint not null,
    open_after bigint not null,
    run_id text collate "C" not null,
    recorded_at timestamp with time zone not null,
    state text collate "C" not null,
    reason text collate "C",
    decided_by text collate "C",
    superseded_at timestamp with time zone not null,
    superseded_by_run_id text collate "C" not null,
    primary key (feed, dataset, night, superseded_by_run_id)
);
