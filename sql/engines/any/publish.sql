-- A generation of gold is made visible to readers, in one step.

-- name: generation_before
-- The generation in the slot that is not published, table by table.
select f.slot, f.generation, f.table_name, f.slot_table
from gold_slots.published as p
inner join gold_slots.generation_tables as f on f.feed = p.feed and f.slot <> p.slot
where p.feed = @feed
order by f.table_name

-- name: published_slot
select slot from gold_slots.published where feed = @feed

-- name: published_tables
-- The views of a feed, with the table in the slot that is published.
select f.table_name, f.slot_table
from gold_slots.published as p
inner join gold_slots.generation_tables as f on f.feed = p.feed and f.slot = p.slot
where p.feed = @feed and f.table_name <> @answers

-- name: forget_generation
delete from gold_slots.generation_tables where feed = @feed and slot = @slot

-- name: insert_generation_table
insert into gold_slots.generation_tables (
    feed, slot, table_name, slot_table, night, published_at, run_id, next_expected_at, generation, blocked_reason
)
values (
    @feed, @slot, @table_name, @slot_table, @night, @published_at, @run_id, @next_expected_at, @generation, @blocked_reason
)

-- name: block_table
-- Why a published table is not as of a newer night.
update gold_slots.generation_tables
set blocked_reason = @reason
where feed = @feed
    and table_name = @table
    and slot = (select slot from gold_slots.published where feed = @feed)

-- name: data_as_of
-- The night of each published table of a feed, and whether it is fresh at this moment.
select table_name, night, state, blocked_reason, published_at, next_expected_at
from gold.data_as_of
where feed = @feed
order by table_name

-- name: withheld
-- Which generation of a feed's gold its operator has rolled back.
select generation from ops.withheld_gold where feed = @feed

-- name: withhold
insert into ops.withheld_gold (feed, generation) values (@feed, @generation)

-- name: release
delete from ops.withheld_gold where feed = @feed
