-- Current rows with a null.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and ({{#each columns}}{{q name}} is null{{#unless @last}} or {{/unless}}{{/each}})
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
