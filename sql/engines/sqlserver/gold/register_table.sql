insert into gold_slots.tables (table_name, feed)
select @table, @feed
where not exists (select 1 from gold_slots.tables where table_name = @table)
