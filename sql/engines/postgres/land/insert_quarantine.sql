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
