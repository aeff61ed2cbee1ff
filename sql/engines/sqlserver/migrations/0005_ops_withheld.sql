-- Generations of gold that an operator has rolled back: no run publishes one again by itself.
if object_id(N'ops.withheld_gold', N'U') is null
create table ops.withheld_gold (
    feed nvarchar(63) collate {{collation}} not null primary key,
    generation nvarchar(128) collate {{collation}} not null
);
