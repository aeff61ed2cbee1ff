-- What readers see: the rows of the slot that is published. The other slot is planned, and never read.
create view gold.{{q view}} as
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from gold_slots.{{q first}}
where (select slot from gold_slots.published where feed = '{{s feed}}') = 1
union all
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from gold_slots.{{q second}}
where (select slot from gold_slots.published where feed = '{{s feed}}') = 2
