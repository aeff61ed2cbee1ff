-- A dataset as it was on a night.
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_from <= @instant
    and (valid_to is null or valid_to > @instant)
order by key_hash
