-- Current rows with another value.
-- On a cluster, the hash of a forgotten record may stand in the column, where null can't.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and cast({{q column}} as text) not in (encode(key_hash, 'hex'), cast(cast(cast('x' || encode(substring(key_hash from 1 for 8), 'hex') as bit(64)) as bigint) as text))
    and {{q column}} not in ({{#each values}}{{literal}}{{#unless @last}}, {{/unless}}{{/each}})
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
