-- What verifications found; whose values were erased on demand, by hash alone.
create table if not exists ops.verifications (
    verification_id text not null primary key,
    feed text not null,
    started_at text not null,
    elapsed_ms integer not null,
    sample text not null,
    versions integer not null,
    deviations integer not null,
    findings text not null,
    unverified text not null
) strict;

create table if not exists ops.erasures (
    erasure_id text not null primary key,
    feed text not null,
    dataset text not null,
    key_hash blob not null,
    reason text not null,
    erased_by text not null,
    began_at text not null,
    finished_at text,
    counts text
) strict;

create table if not exists ops.erased_keys (
    feed text not null,
    dataset text not null,
    key_hash blob not null,
    erased_to text not null,
    erasure_id text not null,
    primary key (feed, dataset, key_hash)
) strict;
