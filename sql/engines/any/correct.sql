-- A night that is not the newest is inserted, replaced or withdrawn: the versions of one dataset, in one transaction.

-- name: release_from_quarantine
-- A record that is a fact now, because the one that it contradicted was withdrawn.
delete from ops.quarantine where delivery_id = @delivery_id and record_no = @record_no

-- name: derive_versions
-- Derived columns, computed again from the values of their version: no interval and no hash changes.
update silver.{{q table}} as v
set row_hash = v.row_hash{{#each derived}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'derive'
    and v.key_hash = s.key_hash
    and v.valid_from = s.valid_from

-- name: copy_versions
-- The values of versions that are rewritten with other bounds, taken from silver before anything is deleted there.
insert into {{stage}} (
    change, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, valid_from, valid_to, is_latest{{#each columns}}, {{parameter}}{{/each}}
)
select
    'write', v.key_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.row_hash, v.untracked_hash, s.valid_from, s.valid_to, s.is_latest{{#each columns}}, v.{{q name}}{{/each}}
from {{stage}} as s
inner join silver.{{q table}} as v on v.key_hash = s.key_hash and v.valid_from = s.source_from
where s.change = 'copy'

-- name: supersede_versions
-- Versions that are superseded, with the time they were (H37).
insert into silver.{{q superseded_table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, valid_to, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id,
    closed_by_run_id, known_from, known_to, superseded_by_run_id
)
select
    {{#each columns}}v.{{q name}}, {{/each}}v.valid_from, v.valid_to, v.key_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.row_hash, v.untracked_hash, v.run_id,
    v.closed_by_run_id, r.recorded_at, @recorded_at, @run_id
{{#if is_all}}
from silver.{{q table}} as v
inner join {{history}}run_times as r on r.run_id = v.run_id
{{else}}
from {{stage}} as s
inner join silver.{{q table}} as v on v.key_hash = s.key_hash and v.valid_from = s.valid_from
inner join {{history}}run_times as r on r.run_id = v.run_id
where s.change = 'take_back'
{{/if}}

-- name: remove_versions
-- They leave silver: key by key, so that the index on keys is used.
delete from silver.{{q table}}
where key_hash in (select key_hash from {{stage}} where change = 'take_back')
    and exists (
        select 1
        from {{stage}} as s
        where s.change = 'take_back'
            and s.key_hash = silver.{{q table}}.key_hash
            and s.valid_from = silver.{{q table}}.valid_from
    )

-- name: write_versions
-- The versions as they are to be, closed ones among them.
insert into silver.{{q table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, valid_to, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id
)
select
    {{#each columns}}{{parameter}}, {{/each}}valid_from, valid_to, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, @run_id
from {{stage}}
where change = 'write'
order by key_hash, valid_from
