-- The answers of a warehouse that was made when only one feed could have questions.
create table gold.adopted (
    "feed" text,
    "question_id" text,
    "question" text,
    "value" real,
    "value_text" text,
    "unit" text,
    "night" text,
    primary key ("feed", "question_id")
) strict;

insert into gold.adopted (feed, question_id, question, value, value_text, unit, night)
select @feed, question_id, question, value, value_text, unit, night
from gold.answers;

drop table gold.answers;

alter table gold.adopted rename to answers;
