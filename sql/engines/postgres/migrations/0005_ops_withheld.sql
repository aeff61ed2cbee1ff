-- Generations of gold that an operator has rolled back: no run publishes one again by itself.
create table if not exists ops.withheld_gold (
    feed text collate "C" not null primary key,
    generation text collate "C" not null
);
