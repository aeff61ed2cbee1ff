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
