-- Gold as its readers see it, and the slots behind it, which nobody reads but the worker.
do $$ begin if to_regnamespace('gold') is null then create schema gold; end if; end $$;

do $$ begin if to_regnamespace('gold_slots') is null then create schema gold_slots; end if; end $$;

-- Which slot the readers of a feed see: publishing is the update of one row.
create table if not exists gold_slots.published (
    feed text collate "C" not null primary key,
    slot integer not null check (slot in (1, 2)),
    generation text collate "C" not null
);

-- Every table of a slot that was ever made and is still there.
create table if not exists gold_slots.tables (
    table_name text collate "C" not null primary key,
    feed text collate "C" not null
);

-- What gold.data_as_of says of each table, for the generation in each slot.
create table if not exists gold_slots.facts (
    feed text collate "C" not null,
    slot integer not null,
    table_name text collate "C" not null,
    slot_table text collate "C" not null,
    night date not null,
    published_at timestamp with time zone not null,
    run_id text collate "C" not null,
    next_expected_at timestamp with time zone not null,
    generation text collate "C" not null,
    blocked_reason text collate "C",
    primary key (feed, slot, table_name)
);

-- The answers of all feeds; each feed's slot says which rows its readers see.
create table if not exists gold_slots.answers (
    feed text collate "C" not null,
    slot integer not null,
    question_id text collate "C" not null,
    question text collate "C",
    value double precision,
    value_text text collate "C",
    unit text collate "C",
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
    f.table_name,
    f.feed,
    f.night,
    case
        when f.blocked_reason is not null then 'blocked'
        when now() > f.next_expected_at then 'stale'
        else 'fresh'
    end as state,
    f.blocked_reason,
    f.published_at,
    f.run_id,
    f.next_expected_at,
    f.generation
from gold_slots.published as p
inner join gold_slots.facts as f on f.feed = p.feed and f.slot = p.slot;
