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
