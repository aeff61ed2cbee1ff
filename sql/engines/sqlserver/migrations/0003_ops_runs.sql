-- The ledger, for people: what was expected, what ran, what arrived. All but the timings can be derived again from silver and the
-- archive.
if object_id(N'ops.nights', N'U') is null
create table ops.nights (
    feed nvarchar(63) collate {{collation}} not null, night date not null,
    nominal_at datetime2(6) not null,
    state nvarchar(63) collate {{collation}} not null check (state in (N'missing', N'running', N'accepted', N'withdrawn', N'incomplete')),
    started_at datetime2(6), finished_at datetime2(6),
    message nvarchar(max) collate {{collation}},
    primary key (feed, night)
);

if object_id(N'ops.runs', N'U') is null
create table ops.runs (
    run_id uniqueidentifier not null primary key,
    feed nvarchar(63) collate {{collation}} not null, night date not null,
    started_at datetime2(6) not null, finished_at datetime2(6),
    state nvarchar(63) collate {{collation}} not null check (state in (N'running', N'accepted', N'withdrawn', N'incomplete')),
    message nvarchar(max) collate {{collation}}
);

if object_id(N'ops.steps', N'U') is null
create table ops.steps (
    run_id uniqueidentifier not null, sequence int not null,
    step nvarchar(63) collate {{collation}} not null,
    subject nvarchar(max) collate {{collation}},
    elapsed_ms bigint not null,
    bytes bigint, row_count bigint,
    fault nvarchar(max) collate {{collation}},
    primary key (run_id, sequence)
);

if object_id(N'ops.deliveries', N'U') is null
create table ops.deliveries (
    delivery_id binary(16) not null primary key,
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    source nvarchar(max) collate {{collation}} not null,
    [file] nvarchar(max) collate {{collation}} not null,
    sha256 binary(32) not null,
    size_bytes bigint not null,
    modified_at datetime2(6), received_at datetime2(6) not null,
    run_id uniqueidentifier not null
);

if object_id(N'ops.quarantine', N'U') is null
create table ops.quarantine (
    delivery_id binary(16) not null, record_no bigint not null,
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null, night date not null,
    [file] nvarchar(max) collate {{collation}} not null,
    line_no bigint not null, byte_offset bigint,
    reason nvarchar(63) collate {{collation}} not null check (reason in (N'unreadable', N'shape', N'no key', N'required', N'bad value', N'conflict', N'known fact')),
    column_name nvarchar(max) collate {{collation}}, value nvarchar(max) collate {{collation}},
    message nvarchar(max) collate {{collation}} not null,
    key_hash binary(16), parent_key_hash binary(16),
    raw nvarchar(max) collate {{collation}} not null,
    run_id uniqueidentifier not null, recorded_at datetime2(6) not null,
    primary key (delivery_id, record_no)
);

if not exists (select 1 from sys.indexes where object_id = object_id(N'ops.quarantine') and name = N'quarantine_nights')
create index quarantine_nights on ops.quarantine (feed, night);

-- Its key is the hash of feed, dataset, field and change: a vendor's field name may be longer than an index takes.
if object_id(N'ops.schema_changes', N'U') is null
create table ops.schema_changes (
    change_id binary(16) not null primary key,
    feed nvarchar(63) collate {{collation}} not null, dataset nvarchar(63) collate {{collation}} not null,
    field nvarchar(max) collate {{collation}} not null,
    change nvarchar(max) collate {{collation}} not null,
    night date not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null
);

if object_id(N'ops.leases', N'U') is null
create table ops.leases (
    feed nvarchar(63) collate {{collation}} not null primary key,
    token bigint not null,
    holder nvarchar(400) collate {{collation}} not null
);
