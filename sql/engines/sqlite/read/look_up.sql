-- The fingerprints of the wanted keys' open versions, or of the wanted parents' children's.
select v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}
from temp.wanted as w
inner join silver.{{q table}} as v on v.{{hash_column}} = w.hash
where v.valid_to is null
