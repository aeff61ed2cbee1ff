delete from gold_slots.answers where feed = @feed and slot = @slot
