delete from gold_slots.facts where feed = @feed and slot = @slot
