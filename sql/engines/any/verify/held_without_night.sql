-- Keys that were held in a night that was not accepted.
select h.night, count(*) as held
from silver.held_keys as h
left join silver.accepted_nights as n on n.feed = h.feed and n.dataset = h.dataset and n.night = h.night
where h.feed = @feed and h.dataset = @dataset and n.night is null
group by h.night
order by h.night
