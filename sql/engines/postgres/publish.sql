-- A generation of gold is made visible to readers, in one step.

-- name: generation
-- What the published generation of a feed was built from.
select generation from gold_slots.published where feed = @feed

-- name: publish
-- The one row that every reader of the feed looks at.
insert into gold_slots.published (feed, slot, generation)
values (@feed, @slot, @generation)
on conflict (feed) do update set slot = excluded.slot, generation = excluded.generation
