-- Versions that are no longer believed, with the time they were (H37).
insert into silver.{{q superseded_table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, valid_to, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id,
    closed_by_run_id, believed_from, believed_to, superseded_by_run_id
)
select
    {{#each columns}}v.{{q name}}, {{/each}}v.valid_from, v.valid_to, v.key_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.row_hash, v.untracked_hash, v.run_id,
    v.closed_by_run_id, r.recorded_at, @recorded_at, @run_id
{{#if is_all}}
from silver.{{q table}} as v
inner join silver.recordings as r on r.run_id = v.run_id
{{else}}
from {{stage}} as s
inner join silver.{{q table}} as v on v.key_hash = s.key_hash and v.valid_from = s.valid_from
inner join silver.recordings as r on r.run_id = v.run_id
where s.change = 'take_back'
{{/if}}
