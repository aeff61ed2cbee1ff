insert into gold_slots.facts (
    feed, slot, table_name, slot_table, night, published_at, run_id, next_expected_at, generation, blocked_reason
)
values (
    @feed, @slot, @table_name, @slot_table, @night, @published_at, @run_id, @next_expected_at, @generation, @blocked_reason
)
