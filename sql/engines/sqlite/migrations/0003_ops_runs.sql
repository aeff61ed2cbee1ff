-- The ledger, for people: what was expected, what ran, what arrived. All but the timings can be derived again from silver and the
-- archive.
create table if not exists ops.nights (
    feed text not null, night text not null,
    nominal_at text not null,
    state text not null check (state in ('missing', 'running', 'accepted', 'withdrawn', 'incomplete')),
    started_at text, finished_at text,
    message text,
    primary key (feed, night)
) strict;

create table if not exists ops.runs (
    run_id blob not null primary key,
    feed text not null, night text not null,
    started_at text not null, finished_at text,
    state text not null check (state in ('running', 'accepted', 'withdrawn', 'incomplete')),
    message text
) strict;

create table if not exists ops.steps (
    run_id blob not null, sequence integer not null,
    step text not null,
    subject text,
    elapsed_ms integer not null,
    bytes integer, row_count integer,
    fault text,
    primary key (run_id, sequence)
) strict;

create table if not exists ops.deliveries (
    delivery_id blob not null primary key,
    feed text not null, dataset text not null, night text not null,
    source text not null,
    file text not null,
    sha256 blob not null,
    size_bytes integer not null,
    modified_at text, received_at text not null,
    run_id blob not null
) strict;

create table if not exists ops.quarantine (
    delivery_id blob not null, record_no integer not null,
    feed text not null, dataset text not null, night text not null,
    file text not null,
    line_no integer not null, byte_offset integer,
    reason text not null check (reason in ('unreadable', 'shape', 'no key', 'required', 'bad value', 'conflict', 'known fact')),
    column_name text,
    value text,
    message text not null,
    key_hash blob, parent_key_hash blob,
    raw text not null,
    run_id blob not null,
    recorded_at text not null,
    primary key (delivery_id, record_no)
) strict;

-- What a night quarantined is listed by feed and night.
create index if not exists ops.quarantine_nights on quarantine (feed, night);

-- Its key is the hash of feed, dataset, field and change: a vendor's field name may be longer than an index takes.
create table if not exists ops.schema_changes (
    change_id blob not null primary key,
    feed text not null, dataset text not null,
    field text not null,
    change text not null,
    night text not null,
    run_id blob not null,
    recorded_at text not null
) strict;

create table if not exists ops.leases (
    feed text not null primary key,
    token integer not null,
    holder text not null
) strict;
