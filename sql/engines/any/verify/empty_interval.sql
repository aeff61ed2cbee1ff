-- Versions that end before they begin, or as they begin (H4).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.valid_to <= v.valid_from
order by v.key_hash, v.valid_from
