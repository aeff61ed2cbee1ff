-- The ledger, second part: deliveries, checks and quarantined rows.

-- name: digests_before
-- Each dataset's file of the last accepted night before this one.
select dataset, sha256
from {{history}}accepted_nights as a
where feed = @feed
    and night = (
        select max(night) from {{history}}accepted_nights as b where b.feed = a.feed and b.dataset = a.dataset and b.night < @night
    )

-- name: insert_delivery
-- One row per file, night and dataset, however often it is received.
insert into ops.deliveries (
    delivery_id, feed, dataset, night, source, "file", sha256, size_bytes, modified_at, received_at, run_id
)
select @delivery_id, @feed, @dataset, @night, @source, @file, @sha256, @size_bytes, @modified_at, @received_at, @run_id
where not exists (select 1 from ops.deliveries where delivery_id = @delivery_id)

-- name: insert_schema_change
-- A field that the feed file does not name: recorded once, ignored until it is named (H26).
insert into ops.schema_changes (change_id, feed, dataset, field, change, night, run_id, recorded_at)
select @change_id, @feed, @dataset, @field, @change, @night, @run_id, @recorded_at
where not exists (select 1 from ops.schema_changes where change_id = @change_id)

-- name: insert_check
insert into ops.checks (run_id, name, severity, offending, samples) values (@run_id, @name, @severity, @offending, @samples)

-- name: quarantine
-- The rows of accepted deliveries that could not be accepted, with what each holds open.
select
    q.dataset, q.night, q."file", q.record_no, q.line_no, q.reason, q.column_name, q.value, q.message, q.raw,
    case
        when k.hash is not null then 'key'
        when s.hash is not null then 'siblings'
        when q.key_hash is null and q.parent_key_hash is null and q.reason <> 'no key' and n.absences_held = @yes then 'absent'
    end as holds
from ops.quarantine as q
inner join {{history}}accepted_nights as n
    on n.feed = q.feed and n.dataset = q.dataset and n.night = q.night and n.delivery_id = q.delivery_id
left join {{history}}held_keys as k
    on k.feed = q.feed and k.dataset = q.dataset and k.night = q.night and k.scope = 'key' and k.hash = q.key_hash
left join {{history}}held_keys as s
    on s.feed = q.feed and s.dataset = q.dataset and s.night = q.night and s.scope = 'siblings' and s.hash = q.parent_key_hash
where q.feed = @feed
    and q.night = @night
order by q.dataset, q.record_no
