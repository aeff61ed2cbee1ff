-- The other slot's table, where it has been dropped since.
create table if not exists gold_slots.{{q sibling}} (like gold_slots.{{q table}}) with (vacuum_truncate = off)
