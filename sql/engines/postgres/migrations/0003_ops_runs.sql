-- The ledger, for people: what was expected, what ran, what arrived. All but the timings can be derived again from silver and the
-- archive.
create table if not exists ops.nights (
    feed text collate "C" not null, night date not null,
    nominal_at timestamp with time zone not null,
    state text collate "C" not null check (state in ('missing', 'running', 'accepted', 'withdrawn', 'incomplete')),
    started_at timestamp with time zone, finished_at timestamp with time zone,
    message text collate "C",
    primary key (feed, night)
);

create table if not exists ops.runs (
    run_id uuid not null primary key,
    feed text collate "C" not null, night date not null,
    started_at timestamp with time zone not null, finished_at timestamp with time zone,
    state text collate "C" not null check (state in ('running', 'accepted', 'withdrawn', 'incomplete')),
    message text collate "C"
);

create table if not exists ops.steps (
    run_id uuid not null, sequence integer not null,
    step text collate "C" not null,
    subject text collate "C",
    elapsed_ms bigint not null,
    bytes bigint, row_count bigint,
    fault text collate "C",
    primary key (run_id, sequence)
);

create table if not exists ops.deliveries (
    delivery_id bytea not null primary key,
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    source text collate "C" not null,
    file text collate "C" not null,
    sha256 bytea not null,
    size_bytes bigint not null,
    modified_at timestamp with time zone, received_at timestamp with time zone not null,
    run_id uuid not null
);

create table if not exists ops.quarantine (
    delivery_id bytea not null, record_no bigint not null,
    feed text collate "C" not null, dataset text collate "C" not null, night date not null,
    file text collate "C" not null,
    line_no bigint not null, byte_offset bigint,
    reason text collate "C" not null check (reason in ('unreadable', 'shape', 'no key', 'required', 'bad value', 'conflict', 'known fact')),
    column_name text collate "C",
    value text collate "C",
    message text collate "C" not null,
    key_hash bytea, parent_key_hash bytea,
    raw text collate "C" not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null,
    primary key (delivery_id, record_no)
);

-- What a night quarantined is listed by feed and night.
create index if not exists quarantine_nights on ops.quarantine (feed, night);

-- Its key is the hash of feed, dataset, field and change: a vendor's field name may be longer than an index takes.
create table if not exists ops.schema_changes (
    change_id bytea not null primary key,
    feed text collate "C" not null, dataset text collate "C" not null,
    field text collate "C" not null,
    change text collate "C" not null,
    night date not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null
);

create table if not exists ops.leases (
    feed text collate "C" not null primary key,
    token bigint not null,
    holder text collate "C" not null
);
