-- What the published generation of a feed was built from.
select generation from gold_slots.published where feed = @feed
