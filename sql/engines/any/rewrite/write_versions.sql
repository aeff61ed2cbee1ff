-- The versions as they are to be, closed ones among them.
insert into silver.{{q table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, valid_to, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id
)
select
    {{#each columns}}{{parameter}}, {{/each}}valid_from, valid_to, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, @run_id
from {{stage}}
where change = 'write'
order by key_hash, valid_from
