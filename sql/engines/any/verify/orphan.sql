-- Records of a nested list whose parent has never been there (H16).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
left join (select distinct key_hash from silver.{{q parent}}) as p on p.key_hash = v.parent_key_hash
where p.key_hash is null
order by v.key_hash, v.valid_from
