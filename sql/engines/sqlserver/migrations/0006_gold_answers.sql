-- The answers of all feeds in one table; which rows readers see is told by each feed's slot, as for every table of gold.
if object_id(N'gold_slots.answers', N'U') is null
create table gold_slots.answers (
    feed nvarchar(63) collate {{collation}} not null,
    slot int not null,
    question_id nvarchar(63) collate {{collation}} not null,
    question nvarchar(max) collate {{collation}},
    value float(53),
    value_text nvarchar(max) collate {{collation}},
    unit nvarchar(max) collate {{collation}},
    night date,
    primary key (feed, slot, question_id)
);

if object_id(N'gold.answers', N'V') is null exec (N'
create view gold.answers as
select a.feed, a.question_id, a.question, a.value, a.value_text, a.unit, a.night
from gold_slots.published as p
inner join gold_slots.answers as a on a.feed = p.feed and a.slot = p.slot');
