-- The fingerprints of the wanted keys' open versions, or of the wanted parents' children's; each once.
select v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}
from silver.{{q table}} as v
where v.valid_to is null
    and v.{{hash_column}} in (select hash from {{wanted}})
