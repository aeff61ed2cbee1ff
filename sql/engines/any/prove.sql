-- name: empty_interval
-- Versions that end before they begin, or as they begin (H4).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.valid_to <= v.valid_from
order by v.key_hash, v.valid_from

-- name: overlapping_versions
-- Versions that have not ended when the next one of their key begins, or begin with it (H4).
select {{#each keys}}{{parameter}}, {{/each}}valid_from, valid_to, next_from
from (
    select
        {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.key_hash, v.valid_from, v.valid_to,
        lead(v.valid_from) over (partition by v.key_hash order by v.valid_from) as next_from
    from silver.{{q table}} as v
) as versions
where next_from is not null
    and (valid_to is null or valid_to > next_from or valid_from = next_from)
order by key_hash, valid_from

-- name: second_open_version
-- Keys with more than one open version (H6).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.valid_to is null
    and v.key_hash in (select key_hash from silver.{{q table}} where valid_to is null group by key_hash having count(*) > 1)
order by v.key_hash, v.valid_from

-- name: wrong_flag
-- Versions whose is_latest does not say whether they are the last of their key, or whose is_current not whether they are open.
select {{#each keys}}{{parameter}}, {{/each}}valid_from, valid_to, is_latest, is_current
from (
    select
        {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.key_hash, v.valid_from, v.valid_to, v.is_latest, v.is_current,
        lead(v.valid_from) over (partition by v.key_hash order by v.valid_from) as next_from
    from silver.{{q table}} as v
) as versions
where case when is_latest = @yes then 1 else 0 end <> case when next_from is null then 1 else 0 end
    or case when is_current = @yes then 1 else 0 end <> case when valid_to is null then 1 else 0 end
order by key_hash, valid_from

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

-- name: no_accepted_night
-- Versions that begin or end when no night was accepted into the dataset.
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
left join {{history}}accepted_nights as f on f.feed = @feed and f.dataset = @dataset and f.valid_from = v.valid_from
left join {{history}}accepted_nights as t on t.feed = @feed and t.dataset = @dataset and t.valid_from = v.valid_to
where f.night is null
    or (v.valid_to is not null and t.night is null)
order by v.key_hash, v.valid_from

-- name: miscounted_night
-- Nights that count more or fewer versions opened, closed or left open than silver has (H34).
with steps as (
    select v.valid_from as instant, count(*) as opened, 0 as closed
    from silver.{{q table}} as v
    group by v.valid_from
    union all
    select v.valid_to as instant, 0 as opened, count(*) as closed
    from silver.{{q table}} as v
    where v.valid_to is not null
    group by v.valid_to
    union all
    select n.valid_from as instant, 0 as opened, 0 as closed
    from {{history}}accepted_nights as n
    where n.feed = @feed and n.dataset = @dataset
),
instants as (
    select instant, sum(opened) as opened, sum(closed) as closed, sum(sum(opened) - sum(closed)) over (order by instant) as open_there
    from steps
    group by instant
)
select
    n.night,
    n.new + n.changed as opened,
    i.opened as opened_there,
    n.changed + n.gone as closed,
    i.closed as closed_there,
    n.open_after,
    i.open_there
from {{history}}accepted_nights as n
inner join instants as i on i.instant = n.valid_from
where n.feed = @feed
    and n.dataset = @dataset
    and (n.new + n.changed <> i.opened or n.changed + n.gone <> i.closed or n.open_after <> i.open_there)
order by n.night

-- name: unbalanced_night
-- Nights whose records are not all accounted for, whose open versions do not follow from those before, or whose definition is lost (H34, H31).
select night, records, accepted, collapsed, skipped, quarantined, open_before, new, gone, open_after, opened_before, definition
from (
    select
        n.night, n.records, n.accepted, n.collapsed, n.skipped, n.quarantined, n.open_before, n.new, n.gone, n.open_after,
        lag(n.open_after, 1, 0) over (order by n.night) as opened_before,
        case when d.digest is null then 'lost' else 'kept' end as definition
    from {{history}}accepted_nights as n
    left join {{history}}definitions as d on d.digest = n.definition_digest
    where n.feed = @feed and n.dataset = @dataset
) as nights
where records <> accepted + collapsed + skipped + quarantined
    or open_after <> open_before + new - gone
    or open_before <> opened_before
    or definition = 'lost'
order by night

-- name: wrong_superseded
-- Superseded versions that end before they begin, or were believed for no time (H37).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to, v.known_from, v.known_to
from silver.{{q superseded_table}} as v
where v.valid_to <= v.valid_from
    or v.known_to <= v.known_from
order by v.key_hash, v.valid_from
