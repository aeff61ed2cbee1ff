-- Impossible states, third part: nights whose counts and keys do not fit the tables.

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
-- Superseded versions that end before they begin, or were current for no time (H37).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to, v.known_from, v.known_to
from silver.{{q superseded_table}} as v
where v.valid_to <= v.valid_from
    or v.known_to <= v.known_from
order by v.key_hash, v.valid_from
