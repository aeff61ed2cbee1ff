-- The one row that every reader of the feed looks at.
update gold_slots.published set slot = @slot, generation = @generation where feed = @feed;

if @@rowcount = 0
insert into gold_slots.published (feed, slot, generation) values (@feed, @slot, @generation);
