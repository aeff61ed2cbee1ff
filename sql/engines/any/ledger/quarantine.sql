-- The rows of accepted deliveries that could not be accepted, with what each holds open.
select
    q.dataset, q.night, q."file", q.record_no, q.line_no, q.reason, q.column_name, q.value, q.message, q.raw,
    case
        when k.hash is not null then 'key'
        when s.hash is not null then 'siblings'
        when q.key_hash is null and q.parent_key_hash is null and q.reason <> 'no key' and n.absences_held = @yes then 'absent'
    end as holds
from ops.quarantine as q
inner join silver.accepted_nights as n
    on n.feed = q.feed and n.dataset = q.dataset and n.night = q.night and n.delivery_id = q.delivery_id
left join silver.held_keys as k
    on k.feed = q.feed and k.dataset = q.dataset and k.night = q.night and k.scope = 'key' and k.hash = q.key_hash
left join silver.held_keys as s
    on s.feed = q.feed and s.dataset = q.dataset and s.night = q.night and s.scope = 'siblings' and s.hash = q.parent_key_hash
where q.feed = @feed
    and q.night = @night
order by q.dataset, q.record_no
