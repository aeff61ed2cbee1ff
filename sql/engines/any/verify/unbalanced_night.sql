-- Nights whose records are not all accounted for, whose open versions do not follow from those before, or whose definition is lost (H34, H31).
select night, records, accepted, collapsed, skipped, quarantined, open_before, new, gone, open_after, opened_before, definition
from (
    select
        n.night, n.records, n.accepted, n.collapsed, n.skipped, n.quarantined, n.open_before, n.new, n.gone, n.open_after,
        lag(n.open_after, 1, 0) over (order by n.night) as opened_before,
        case when d.digest is null then 'lost' else 'kept' end as definition
    from silver.accepted_nights as n
    left join silver.definitions as d on d.digest = n.definition_digest
    where n.feed = @feed and n.dataset = @dataset
) as nights
where records <> accepted + collapsed + skipped + quarantined
    or open_after <> open_before + new - gone
    or open_before <> opened_before
    or definition = 'lost'
order by night
