-- Current rows with another value.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and {{q column}} not in ({{#each values}}{{literal}}{{#unless @last}}, {{/unless}}{{/each}}){{#if stand_in}}
    and not {{stand_in}}{{/if}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
