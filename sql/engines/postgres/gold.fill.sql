-- Gold, second part: a table is filled with what its model selects.

-- name: empty_table
-- What the generation before the last has left, or a build that did not end.
delete from gold_slots.{{q table}}

-- name: fill_table
-- In the order of the grain, so that the same rows lie alike.
insert into gold_slots.{{q table}} (
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
)
select
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from (
{{query}}
) as model
{{#each grain}}{{#if @first}}order by {{/if}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}

-- name: insert_answer
insert into gold_slots.answers (feed, slot, question_id, question, value, value_text, unit, night)
values (@feed, {{slot}}, @question_id, @question, @value, @value_text, @unit, @night)

-- name: register_table
insert into gold_slots.slot_tables (table_name, feed) values (@table, @feed) on conflict do nothing

-- name: show_answers
-- The answers in the making, for checks that read them.
create or replace temporary view answers as
select feed, question_id, question, value, value_text, unit, night
from gold_slots.answers
where feed = '{{s feed}}' and slot = {{slot}}

-- name: vacuum_table
-- Makes room where the deleted rows were; it makes no reader wait.
vacuum gold_slots.{{q table}}
