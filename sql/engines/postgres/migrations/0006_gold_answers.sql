-- The answers of all feeds in one table; which rows readers see is told by each feed's slot, as for every table of gold.
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

-- What has been published before this script keeps its place.
do $$
declare
    old record;
begin
    for old in select feed, slot, slot_table from gold_slots.facts where table_name = 'answers' loop
        execute format(
            'insert into gold_slots.answers (feed, slot, question_id, question, value, value_text, unit, night) '
            'select %L, %s, question_id, question, value, value_text, unit, night from gold_slots.%I',
            old.feed, old.slot, old.slot_table);
    end loop;
end $$;

update gold_slots.facts set slot_table = 'answers' where table_name = 'answers';

drop view if exists gold.answers;

create view gold.answers as
select a.feed, a.question_id, a.question, a.value, a.value_text, a.unit, a.night
from gold_slots.published as p
inner join gold_slots.answers as a on a.feed = p.feed and a.slot = p.slot;
