-- New keys, changed keys and keys that are back. In the order of their hashes, so that the indexes grow at their end.
insert into silver.{{q table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id
)
select
    {{#each columns}}{{parameter}}, {{/each}}@night, @yes, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, @run_id
from {{stage}}
where change = 'open'
order by key_hash
