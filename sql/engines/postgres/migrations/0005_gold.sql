-- Gold as its readers see it, and the slots behind it, which nobody reads but the worker.
do $$ begin if to_regnamespace('gold') is null then create schema gold; end if; end $$;

do $$ begin if to_regnamespace('gold_slots') is null then create schema gold_slots; end if; end $$;

-- Which slot the readers of a feed see: publishing is the update of one row.
create table if not exists gold_slots.published (
    feed text collate "C" not null primary key,
    slot integer not null check (slot in (1, 2)),
    generation bytea not null
);

-- Every table of a slot that was ever made and is still there.
create table if not exists gold_slots.slot_tables (
    table_name text collate "C" not null primary key,
    feed text collate "C" not null
);

-- What gold.data_as_of says of each table, for the generation in each slot.
create table if not exists gold_slots.generation_tables (
    feed text collate "C" not null,
    slot integer not null check (slot in (1, 2)),
    table_name text collate "C" not null, slot_table text collate "C" not null,
    night date not null,
    published_at timestamp with time zone not null,
    run_id uuid not null,
    next_expected_at timestamp with time zone not null,
    generation bytea not null,
    blocked_reason text collate "C",
    primary key (feed, slot, table_name)
);

-- The answers of all feeds; each feed's slot says which rows its readers see.
create table if not exists gold_slots.answers (
    feed text collate "C" not null,
    slot integer not null check (slot in (1, 2)),
    question_id text collate "C" not null, question text collate "C",
    value double precision, value_text text collate "C", unit text collate "C",
    night date,
    primary key (feed, slot, question_id)
);

create or replace view gold.answers as
select a.feed, a.question_id, a.question, a.value, a.value_text, a.unit, a.night
from gold_slots.published as p
inner join gold_slots.answers as a on a.feed = p.feed and a.slot = p.slot;

-- As of which night each table is. Whether it is fresh is found at the time of reading, also while no worker runs.
create or replace view gold.data_as_of as
select
    t.table_name,
    t.feed,
    t.night,
    case
        when t.blocked_reason is not null then 'blocked'
        when now() > t.next_expected_at then 'stale'
        else 'fresh'
    end as state,
    t.blocked_reason,
    t.published_at,
    cast(t.run_id as text) as run_id,
    t.next_expected_at,
    encode(t.generation, 'hex') as generation
from gold_slots.published as p
inner join gold_slots.generation_tables as t on t.feed = p.feed and t.slot = p.slot;
