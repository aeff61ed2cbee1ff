-- A table of the generation before, into the file in the making.
insert into main.{{q table}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}})
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from before.{{q table}}
{{#if is_shared}}
where feed = '{{feed}}'
{{/if}}
