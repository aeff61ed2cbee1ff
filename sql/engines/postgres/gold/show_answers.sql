-- The answers in the making, for checks that read them.
create or replace temporary view answers as
select feed, question_id, question, value, value_text, unit, night
from gold_slots.answers
where feed = '{{s feed}}' and slot = {{slot}}
