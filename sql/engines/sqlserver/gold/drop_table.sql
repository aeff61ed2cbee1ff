set lock_timeout {{milliseconds}};

drop table if exists gold_slots.{{q table}};

delete from gold_slots.tables where table_name = N'{{s table}}';
