-- Versions whose record is nowhere in bronze (H36). What a correction wrote may be of a record that landed with other hashes, or
-- not at all (a conflict that was taken back, a value that is held): the archive explains it, from which it is told again.
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
left join (select distinct key_hash, row_hash from bronze.{{q table}}) as b on b.key_hash = v.key_hash and b.row_hash = v.row_hash
left join (select distinct key_hash from silver.{{q superseded_table}}) as k on k.key_hash = v.key_hash
left join (select distinct valid_from from silver.{{q superseded_table}}) as n on n.valid_from = v.valid_from
where b.key_hash is null
    and k.key_hash is null
    and n.valid_from is null
order by v.key_hash, v.valid_from
