-- What verifications found; whose values were erased on demand, by hash alone.
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
