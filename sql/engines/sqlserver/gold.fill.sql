-- Gold, second part: a table is filled with what its model selects.

-- name: empty_table
-- What the generation before the last has left, or a build that did not end. Waits for whoever still reads it.
set lock_timeout {{wait}};

delete from gold_slots.{{q table}} with (tablockx);

set lock_timeout {{milliseconds}};

-- name: fill_table
-- In the order of the grain, so that the same rows lie alike. The grain is unique: blanks at the end of a text count, which
-- T-SQL leaves out when it compares.
{{with}}insert into gold_slots.{{q table}} with (tablock) (
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
)
select
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from (
{{query}}
) as model
{{#each grain}}{{#if @first}}order by {{/if}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}};
{{#if has_grain}}

if exists (
    select 1
    from gold_slots.{{q table}}
    group by {{#each grain}}{{q name}}{{#if is_text}}, datalength({{q name}}){{/if}}{{#unless @last}}, {{/unless}}{{/each}}
    having count(*) > 1
)
begin
    throw 50000, N'gold.{{s view}} has more than one row for one value of its grain.', 1;
end
{{/if}}

-- name: insert_answer
insert into gold_slots.answers (feed, slot, question_id, question, value, value_text, unit, night)
values (@feed, {{slot}}, @question_id, @question, @value, @value_text, @unit, @night)

-- name: register_table
insert into gold_slots.slot_tables (table_name, feed)
select @table, @feed
where not exists (select 1 from gold_slots.slot_tables where table_name = @table)

-- name: show_answers
-- The answers in the making, for checks that read them.
select feed, question_id, question, value, value_text, unit, night
into {{target}}
from gold_slots.answers
where feed = N'{{s feed}}' and slot = {{slot}}
