-- The versions of the wanted keys that were open just before an instant, with their values.
select v.key_hash{{#each columns}}, v.{{q name}} as {{parameter}}{{/each}}
from silver.{{q table}} as v
where v.valid_from < @instant
    and (v.valid_to is null or v.valid_to >= @instant)
    and v.key_hash in (select hash from {{wanted}})
