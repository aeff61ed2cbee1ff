-- Current rows with another value.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and {{q column}} not in ({{#each values}}{{literal}}{{#unless @last}}, {{/unless}}{{/each}})
    and not {{stand_in}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
