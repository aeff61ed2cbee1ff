select slot from gold_slots.published where feed = @feed
