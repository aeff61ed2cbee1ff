-- Current rows whose value no current row of the other dataset has.
-- On a cluster, the hash of a forgotten record may stand in the column, where null can't.
select {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}} as c
left join (
    select distinct o.{{q other_column}} as known from silver.{{q other_table}} as o where o.valid_to is null
) as o on o.known = c.{{q column}}
where c.valid_to is null
    and cast(c.{{q column}} as text) not in (encode(c.key_hash, 'hex'), cast(cast(cast('x' || encode(substring(c.key_hash from 1 for 8), 'hex') as bit(64)) as bigint) as text))
    and c.{{q column}} is not null
    and o.known is null
order by {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
