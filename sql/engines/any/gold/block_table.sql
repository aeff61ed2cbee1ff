-- Why a published table does not stand for a newer night.
update gold_slots.facts
set blocked_reason = @reason
where feed = @feed
    and table_name = @table
    and slot = (select slot from gold_slots.published where feed = @feed)
