-- Impossible states, second part: versions, bronze and deliveries that do not fit together.

-- name: orphan
-- Records of a nested list whose parent has never been there (H16).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
left join (select distinct key_hash from silver.{{q parent}}) as p on p.key_hash = v.parent_key_hash
where p.key_hash is null
order by v.key_hash, v.valid_from

-- name: landed_twice
-- Records that stand in bronze more than once (H33).
select b.delivery_id, b.record_no, count(*) as times
from bronze.{{q table}} as b
group by b.delivery_id, b.record_no
having count(*) > 1
order by b.record_no

-- name: unexplained_version
-- Versions whose record is nowhere in bronze (H36), of those that the run wrote which accepted their night. What a correction wrote,
-- of another night or of this one read otherwise, may be of a record that landed with other hashes, or not at all (a conflict that
-- was withdrawn, a value that is held): the archive explains it, from which it is replayed.
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
inner join (
    select n.valid_from, n.run_id
    from {{history}}accepted_nights as n
    left join (select distinct s.valid_from from silver.{{q superseded_table}} as s) as c on c.valid_from = n.valid_from
    left join {{history}}superseded_nights as o
        on o.feed = n.feed and o.dataset = n.dataset and o.valid_from = n.valid_from and o.state <> 'withdrawn'
    where n.feed = @feed and n.dataset = @dataset and c.valid_from is null and o.valid_from is null
) as n on n.valid_from = v.valid_from and n.run_id = v.run_id
left join (select distinct key_hash, row_hash from bronze.{{q table}}) as b on b.key_hash = v.key_hash and b.row_hash = v.row_hash
where b.key_hash is null
order by v.key_hash, v.valid_from

-- name: unknown_delivery
-- Records in bronze whose delivery nobody received.
select b.delivery_id, min(b.record_no) as first_record_no, count(*) as records
from bronze.{{q table}} as b
left join ops.deliveries as d on d.delivery_id = b.delivery_id
where d.delivery_id is null
group by b.delivery_id
order by b.delivery_id

-- name: held_without_night
-- Keys that were held in a night that was not accepted.
select h.night, count(*) as held
from {{history}}held_keys as h
left join {{history}}accepted_nights as n on n.feed = h.feed and n.dataset = h.dataset and n.night = h.night
where h.feed = @feed and h.dataset = @dataset and n.night is null
group by h.night
order by h.night
