-- A generation of gold is made visible to readers, in one step.

-- name: generation
-- What the published generation of a feed was built from.
select generation from gold_slots.published where feed = @feed

-- name: publish
-- The one row that every reader of the feed looks at.
update gold_slots.published set slot = @slot, generation = @generation where feed = @feed;

if @@rowcount = 0
insert into gold_slots.published (feed, slot, generation) values (@feed, @slot, @generation);

-- name: insert_generation_table
-- The digest as text too, because not every engine over TDS writes bytes in hexadecimal.
insert into gold_slots.generation_tables (
    feed, slot, table_name, slot_table, night, published_at, run_id, next_expected_at, generation, generation_text, blocked_reason
)
values (
    @feed, @slot, @table_name, @slot_table, @night, @published_at, @run_id, @next_expected_at, @generation, @generation_text, @blocked_reason
)
