-- Current rows whose value no current row of the other dataset has.
select {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}} as c
left join (
    select distinct o.{{q other_column}} as known from silver.{{q other_table}} as o where o.valid_to is null
) as o on o.known = c.{{q column}}
where c.valid_to is null
    and c.{{q column}} is not null
    and o.known is null
    and not {{stand_in}}
order by {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
