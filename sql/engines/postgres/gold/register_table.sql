insert into gold_slots.tables (table_name, feed) values (@table, @feed) on conflict do nothing
