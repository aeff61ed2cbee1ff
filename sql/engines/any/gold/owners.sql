-- What other feeds have published.
select f.table_name, f.feed
from gold_slots.published as p
inner join gold_slots.facts as f on f.feed = p.feed and f.slot = p.slot
where p.feed <> @feed
