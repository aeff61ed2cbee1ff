-- Changed records go to bronze and rejected records to quarantine, before anything is merged.

-- name: create_arrived_bronze
-- What the bulk load brings before it lands.
create table {{target}} (
    delivery_id binary(16) not null,
    record_no bigint not null,
    line_no bigint not null,
    byte_offset bigint,
    key_hash binary(16) not null,
    row_hash binary(16) not null,
    raw nvarchar(max) collate {{collation}} not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null
);

-- name: insert_bronze
-- A record that landed in an earlier attempt stays as it is (H33).
insert into bronze.{{q table}} (
    delivery_id, record_no, line_no, byte_offset, key_hash, row_hash, raw, run_id, recorded_at
)
select a.delivery_id, a.record_no, a.line_no, a.byte_offset, a.key_hash, a.row_hash, a.raw, a.run_id, a.recorded_at
from {{target}} as a
where not exists (
    select 1 from bronze.{{q table}} as b where b.delivery_id = a.delivery_id and b.record_no = a.record_no
)
order by a.delivery_id, a.record_no

-- name: create_arrived_quarantine
-- What the bulk load brings before it lands.
create table {{target}} (
    delivery_id binary(16) not null,
    record_no bigint not null,
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    [file] nvarchar(max) collate {{collation}} not null,
    line_no bigint not null,
    byte_offset bigint,
    reason nvarchar(63) collate {{collation}} not null,
    column_name nvarchar(max) collate {{collation}},
    value nvarchar(max) collate {{collation}},
    message nvarchar(max) collate {{collation}} not null,
    key_hash binary(16),
    parent_key_hash binary(16),
    raw nvarchar(max) collate {{collation}} not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null
);

-- name: insert_quarantine
-- What a reading of a file rejects; what was erased on demand stays as it is (H33).
insert into ops.quarantine (
    delivery_id, record_no, feed, dataset, night, [file], line_no, byte_offset, reason, column_name, value, message,
    key_hash, parent_key_hash, raw, run_id, recorded_at
)
select
    a.delivery_id, a.record_no, a.feed, a.dataset, a.night, a.[file], a.line_no, a.byte_offset, a.reason, a.column_name, a.value, a.message,
    a.key_hash, a.parent_key_hash, a.raw, a.run_id, a.recorded_at
from {{target}} as a
where not exists (
    select 1 from ops.quarantine as q where q.delivery_id = a.delivery_id and q.record_no = a.record_no
)
order by a.delivery_id, a.record_no
