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
    from silver.accepted_nights as n
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
from silver.accepted_nights as n
inner join instants as i on i.instant = n.valid_from
where n.feed = @feed
    and n.dataset = @dataset
    and (n.new + n.changed <> i.opened or n.changed + n.gone <> i.closed or n.open_after <> i.open_there)
order by n.night
