-- Nights that count more or fewer versions opened, closed or left open than silver has (H34).
select night, opened, opened_there, closed, closed_there, open_after, open_there
from (
    select
        n.night,
        n.new + n.changed as opened,
        (select count(*) from silver.{{q table}} as v where v.valid_from = n.valid_from) as opened_there,
        n.changed + n.gone as closed,
        (select count(*) from silver.{{q table}} as v where v.valid_to = n.valid_from) as closed_there,
        n.open_after,
        (
            select count(*) from silver.{{q table}} as v
            where v.valid_from <= n.valid_from and (v.valid_to is null or v.valid_to > n.valid_from)
        ) as open_there
    from silver.accepted_nights as n
    where n.feed = @feed and n.dataset = @dataset
) as nights
where opened <> opened_there
    or closed <> closed_there
    or open_after <> open_there
order by night
