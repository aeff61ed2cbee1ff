-- Values that stand in several current rows.
select {{#each columns}}{{q name}}, {{/each}}count(*) as "rows"
from silver.{{q table}}
where valid_to is null
    {{#each columns}}and {{q name}} is not null
    {{/each}}
group by {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
having count(*) > 1
order by {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
