-- Every version of the wanted keys, or of the wanted parents' children.
select v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.{{hash_column}} in (select hash from {{wanted}})
