-- The open versions of the wanted keys, with their values.
select v.key_hash{{#each columns}}, v.{{q name}} as {{parameter}}{{/each}}
from silver.{{q table}} as v
where v.valid_to is null
    and v.key_hash in (select hash from wanted)
