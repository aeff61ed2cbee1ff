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
throw 50000, N'gold.{{s view}} has more than one row for one value of its grain.', 1;
{{/if}}
