-- Keys with more than one open version (H6).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.valid_to is null
    and v.key_hash in (select key_hash from silver.{{q table}} where valid_to is null group by key_hash having count(*) > 1)
order by v.key_hash, v.valid_from
