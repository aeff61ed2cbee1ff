-- Gold tables: created, filled beside the published ones, and shown to readers by a view.

-- name: empty_answers
delete from gold_slots.answers where feed = @feed and slot = @slot

-- name: figure_rows
-- How many rows a published table has.
select count(*) from gold.{{q table}}

-- name: figure_total
-- The sum of one column of a published table.
select sum({{q column}}) from gold.{{q table}}

-- name: owners
-- What other feeds have published.
select f.table_name, f.feed
from gold_slots.published as p
inner join gold_slots.generation_tables as f on f.feed = p.feed and f.slot = p.slot
where p.feed <> @feed

-- name: unused_tables
-- Tables that neither generation of a feed is in.
select t.table_name
from gold_slots.slot_tables as t
where t.feed = @feed
    and not exists (select 1 from gold_slots.generation_tables as f where f.slot_table = t.table_name)
order by t.table_name
