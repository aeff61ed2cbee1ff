-- Current rows with a null; a record that was forgotten has no values at all: on a cluster, its hash stands where its key can't be null.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and cast({{q key}} as text) not in (encode(key_hash, 'hex'), cast(cast(cast('x' || encode(substring(key_hash from 1 for 8), 'hex') as bit(64)) as bigint) as text))
    and {{q key}} is not null
    and ({{#each columns}}{{q name}} is null{{#unless @last}} or {{/unless}}{{/each}})
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
