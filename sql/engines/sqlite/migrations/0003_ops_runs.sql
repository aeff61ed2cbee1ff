-- The ledger, for people: what was expected, what ran, what arrived. All but the timings can be derived again from silver and the archive.
create table if not exists ops.nights (
    feed text not null,
    night text not null,
    nominal_at text not null,
    state text not null,
    started_at text,
    finished_at text,
    message text,
    primary key (feed, night)
) strict;

create table if not exists ops.runs (
    run_id text not null primary key,
    feed text not null,
    night text not null,
    started_at text not null,
    finished_at text,
    state text not null,
    message text
) strict;

create table if not exists ops.steps (
    run_id text not null,
    sequence integer not null,
    step text not null,
    subject text,
    elapsed_ms integer not null,
    bytes integer,
    row_count integer,
    fault text,
    primary key (run_id, sequence)
) strict;

create table if not exists ops.deliveries (
    delivery_id blob not null primary key,
    feed text not null,
    dataset text not null,
    night text not null,
    source text not null,
    file text not null,
    sha256 text not null,
    size_bytes integer not null,
    modified_at text,
    received_at text not null,
    run_id text not null
) strict;

create table if not exists ops.quarantine (
    delivery_id blob not null,
    record_no integer not null,
    feed text not null,
    dataset text not null,
    night text not null,
    file text not null,
    line_no integer not null,
    byte_offset integer,
    reason text not null,
    column_name text,
    value text,
    message text not null,
    key_hash blob,
    parent_key_hash blob,
    raw text not null,
    run_id text not null,
    recorded_at text not null,
    primary key (delivery_id, record_no)
) strict;

create table if not exists ops.schema_changes (
    feed text not null,
    dataset text not null,
    field text not null,
    change text not null,
    night text not null,
    run_id text not null,
    recorded_at text not null,
    primary key (feed, dataset, field, change)
) strict;

create table if not exists ops.leases (
    feed text not null primary key,
    token integer not null,
    holder text not null
) strict;

create table if not exists ops.withheld_gold (
    feed text not null primary key,
    generation text not null
) strict;
