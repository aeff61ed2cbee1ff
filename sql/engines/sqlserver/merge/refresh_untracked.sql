-- Untracked columns, and what is derived from them, are refreshed in place, on the open version only (H12).
update v
set untracked_hash = s.untracked_hash{{#each untracked}}, {{q name}} = s.{{parameter}}{{/each}}
from silver.{{q table}} as v
inner join {{stage}} as s on s.key_hash = v.key_hash
where s.change = 'refresh'
    and v.valid_to is null
