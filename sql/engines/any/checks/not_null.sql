-- Current rows with a null; a record that was forgotten has no values at all, not even a key, or a stand-in for it.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and {{q key}} is not null
    and ({{#each columns}}{{q name}} is null{{#unless @last}} or {{/unless}}{{/each}})
    and not {{stand_in}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
