-- Superseded versions that end before they begin, or were believed for no time (H37).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to, v.believed_from, v.believed_to
from silver.{{q superseded_table}} as v
where v.valid_to <= v.valid_from
    or v.believed_to <= v.believed_from
order by v.key_hash, v.valid_from
