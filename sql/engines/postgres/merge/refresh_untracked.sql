-- Untracked columns, and what is derived from them, are refreshed in place, on the open version only (H12).
update silver.{{q table}} as v
set untracked_hash = s.untracked_hash{{#each untracked}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'refresh'
    and v.key_hash = s.key_hash{{#each place}}
    and v.{{q name}} = s.{{parameter}}{{/each}}
    and v.valid_to is null
