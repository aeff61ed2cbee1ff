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
