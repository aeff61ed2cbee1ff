-- A key that comes back has a closed version that was its latest: it no longer is. Counts the keys that are back (H14).
update silver.{{q table}} as v
set is_latest = @no
where v.is_latest = @yes
    and v.valid_to is not null
    and exists (
        select 1 from {{stage}} as s
        where s.change = 'open' and s.key_hash = v.key_hash{{#each place}} and s.{{parameter}} = v.{{q name}}{{/each}}
    )
