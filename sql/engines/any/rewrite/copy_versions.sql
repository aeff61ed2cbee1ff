-- The values of versions that are written anew with other bounds, taken from silver before anything is deleted there.
insert into {{stage}} (
    change, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, valid_from, valid_to, is_latest{{#each columns}}, {{parameter}}{{/each}}
)
select
    'write', v.key_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.row_hash, v.untracked_hash, s.valid_from, s.valid_to, s.is_latest{{#each columns}}, v.{{q name}}{{/each}}
from {{stage}} as s
inner join silver.{{q table}} as v on v.key_hash = s.key_hash and v.valid_from = s.source_from
where s.change = 'copy'
