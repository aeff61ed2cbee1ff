-- Current rows whose value no current row of the other dataset has.
select {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}} as c
where c.valid_to is null
    and c.{{q column}} is not null
    and not exists (
        select 1 from silver.{{q other_table}} as o where o.valid_to is null and o.{{q other_column}} = c.{{q column}}
    )
order by {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
