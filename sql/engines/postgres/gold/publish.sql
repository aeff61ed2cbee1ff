-- The one row that every reader of the feed looks at.
insert into gold_slots.published (feed, slot, generation)
values (@feed, @slot, @generation)
on conflict (feed) do update set slot = excluded.slot, generation = excluded.generation
