-- A record that landed in an earlier attempt stays as it is (H33).
insert into bronze.{{q table}} (
    delivery_id, record_no, line_no, byte_offset, key_hash, row_hash, raw, run_id, recorded_at
)
select delivery_id, record_no, line_no, byte_offset, key_hash, row_hash, raw, run_id, recorded_at
from arrived
on conflict do nothing
