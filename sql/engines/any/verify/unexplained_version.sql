-- Versions whose record is nowhere in bronze (H36).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
left join (select distinct key_hash, row_hash from bronze.{{q table}}) as b on b.key_hash = v.key_hash and b.row_hash = v.row_hash
where b.key_hash is null
order by v.key_hash, v.valid_from
