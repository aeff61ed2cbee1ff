-- The views of a feed, with the table in the slot that is published.
select f.table_name, f.slot_table
from gold_slots.published as p
inner join gold_slots.facts as f on f.feed = p.feed and f.slot = p.slot
where p.feed = @feed and f.table_name <> @answers
