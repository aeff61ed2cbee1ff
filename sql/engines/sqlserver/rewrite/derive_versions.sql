-- Derived columns, made anew from the values of their version: no interval and no hash changes.
update v
set row_hash = v.row_hash{{#each derived}}, {{q name}} = s.{{parameter}}{{/each}}
from silver.{{q table}} as v
inner join {{stage}} as s on s.key_hash = v.key_hash and s.valid_from = v.valid_from
where s.change = 'derive'
