-- In the order of the grain, so that the same rows make the same file.
insert into gold.{{q table}} (
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
)
select
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from (
{{query}}
) as model
{{#each grain}}{{#if @first}}order by {{/if}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
