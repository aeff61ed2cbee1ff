-- Tables that neither generation of a feed is in.
select t.table_name
from gold_slots.tables as t
where t.feed = @feed
    and not exists (select 1 from gold_slots.facts as f where f.slot_table = t.table_name)
order by t.table_name
