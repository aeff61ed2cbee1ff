-- The generation in the slot that is not published, table by table.
select f.slot, f.generation, f.table_name, f.slot_table
from gold_slots.published as p
inner join gold_slots.facts as f on f.feed = p.feed and f.slot <> p.slot
where p.feed = @feed
order by f.table_name
