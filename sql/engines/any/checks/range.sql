-- Current rows with a value below the least or above the greatest.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and ({{#if min}}{{q column}} < {{min}}{{/if}}{{#if min}}{{#if max}} or {{/if}}{{/if}}{{#if max}}{{q column}} > {{max}}{{/if}})
    and not {{stand_in}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
