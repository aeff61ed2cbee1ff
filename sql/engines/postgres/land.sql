-- Changed records go to bronze and rejected records to quarantine, before anything is merged.

-- name: create_arrived_bronze
-- What COPY loads before it lands.
drop table if exists pg_temp.arrived;

create temporary table arrived (like bronze.{{q table}});

-- name: insert_bronze
-- A record that landed in an earlier attempt stays as it is (H33).
insert into bronze.{{q table}} (
    delivery_id, record_no, line_no, byte_offset, key_hash, row_hash, raw, run_id, recorded_at
)
select delivery_id, record_no, line_no, byte_offset, key_hash, row_hash, raw, run_id, recorded_at
from arrived
on conflict do nothing

-- name: create_arrived_quarantine
-- What COPY loads before it lands.
drop table if exists pg_temp.arrived;

create temporary table arrived (like ops.quarantine);

-- name: insert_quarantine
-- What a reading of a file rejects; what was erased on demand stays as it is (H33).
insert into ops.quarantine (
    delivery_id, record_no, feed, dataset, night, file, line_no, byte_offset, reason, column_name, value, message,
    key_hash, parent_key_hash, raw, run_id, recorded_at
)
select
    delivery_id, record_no, feed, dataset, night, file, line_no, byte_offset, reason, column_name, value, message,
    key_hash, parent_key_hash, raw, run_id, recorded_at
from arrived
on conflict do nothing
