-- Current rows with a value below the least or above the greatest.
-- On a cluster, the hash of a forgotten record may stand in the column, where null can't.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and cast({{q column}} as text) not in (encode(key_hash, 'hex'), cast(cast(cast('x' || encode(substring(key_hash from 1 for 8), 'hex') as bit(64)) as bigint) as text))
    and ({{#if min}}{{q column}} < {{min}}{{/if}}{{#if min}}{{#if max}} or {{/if}}{{/if}}{{#if max}}{{q column}} > {{max}}{{/if}})
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
