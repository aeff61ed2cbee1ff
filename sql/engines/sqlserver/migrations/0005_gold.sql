-- Gold as its readers see it, and the slots behind it, which nobody reads but the worker.
if schema_id(N'gold') is null exec (N'create schema gold');

if schema_id(N'gold_slots') is null exec (N'create schema gold_slots');

-- Which slot the readers of a feed see: publishing is the update of one row.
if object_id(N'gold_slots.published', N'U') is null
create table gold_slots.published (
    feed nvarchar(63) collate {{collation}} not null primary key,
    slot int not null check (slot in (1, 2)),
    generation binary(32) not null
);

-- Every table of a slot that was ever made and is still there.
if object_id(N'gold_slots.slot_tables', N'U') is null
create table gold_slots.slot_tables (
    table_name nvarchar(63) collate {{collation}} not null primary key,
    feed nvarchar(63) collate {{collation}} not null
);

-- What gold.data_as_of says of each table, for the generation in each slot.
if object_id(N'gold_slots.generation_tables', N'U') is null
create table gold_slots.generation_tables (
    feed nvarchar(63) collate {{collation}} not null,
    slot int not null check (slot in (1, 2)),
    table_name nvarchar(63) collate {{collation}} not null, slot_table nvarchar(63) collate {{collation}} not null,
    night date not null,
    published_at datetime2(6) not null,
    run_id uniqueidentifier not null,
    next_expected_at datetime2(6) not null,
    generation binary(32) not null, generation_text nvarchar(64) collate {{collation}} not null,
    blocked_reason nvarchar(max) collate {{collation}},
    primary key (feed, slot, table_name)
);

-- The answers of all feeds; each feed's slot says which rows its readers see.
if object_id(N'gold_slots.answers', N'U') is null
create table gold_slots.answers (
    feed nvarchar(63) collate {{collation}} not null,
    slot int not null check (slot in (1, 2)),
    question_id nvarchar(63) collate {{collation}} not null, question nvarchar(max) collate {{collation}},
    value float(53), value_text nvarchar(max) collate {{collation}}, unit nvarchar(max) collate {{collation}},
    night date,
    primary key (feed, slot, question_id)
);

if object_id(N'gold.answers', N'V') is null exec (N'
create view gold.answers as
select a.feed, a.question_id, a.question, a.value, a.value_text, a.unit, a.night
from gold_slots.published as p
inner join gold_slots.answers as a on a.feed = p.feed and a.slot = p.slot');

-- As of which night each table is. Whether it is fresh is found at the time of reading, also while no worker runs.
if object_id(N'gold.data_as_of', N'V') is null exec (N'
create view gold.data_as_of as
select
    t.table_name,
    t.feed,
    t.night,
    case
        when t.blocked_reason is not null then ''blocked''
        when sysutcdatetime() > t.next_expected_at then ''stale''
        else ''fresh''
    end as state,
    t.blocked_reason,
    t.published_at,
    lower(cast(t.run_id as nvarchar(36))) collate {{collation}} as run_id,
    t.next_expected_at,
    t.generation_text as generation
from gold_slots.published as p
inner join gold_slots.generation_tables as t on t.feed = p.feed and t.slot = p.slot');
