-- The answers in the making, for checks that read them.
select feed, question_id, question, value, value_text, unit, night
into {{target}}
from gold_slots.answers
where feed = N'{{s feed}}' and slot = {{slot}}
