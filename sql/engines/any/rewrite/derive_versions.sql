-- Derived columns, made anew from the values of their version: no interval and no hash changes.
update silver.{{q table}} as v
set row_hash = v.row_hash{{#each derived}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'derive'
    and v.key_hash = s.key_hash
    and v.valid_from = s.valid_from
