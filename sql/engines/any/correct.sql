-- name: release_from_quarantine
-- A record that is a fact now, because the one that it contradicted was withdrawn.
delete from ops.quarantine where delivery_id = @delivery_id and record_no = @record_no

-- name: derive_versions
-- Derived columns, made anew from the values of their version: no interval and no hash changes.
update silver.{{q table}} as v
set row_hash = v.row_hash{{#each derived}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'derive'
    and v.key_hash = s.key_hash
    and v.valid_from = s.valid_from

-- name: copy_versions
-- The values of versions that are written anew with other bounds, taken from silver before anything is deleted there.
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

-- name: mark_versions
-- Versions that stay, and are or no longer are the latest of their key.
update silver.{{q table}}
set is_latest = @is_latest
where key_hash in (select key_hash from {{stage}} where change = 'mark' and is_latest = @is_latest)
    and exists (
        select 1
        from {{stage}} as s
        where s.change = 'mark'
            and s.is_latest = @is_latest
            and s.key_hash = silver.{{q table}}.key_hash
            and s.valid_from = silver.{{q table}}.valid_from
    )

-- name: supersede_night
-- The night as it was accepted, kept as a fact (H17, H19).
insert into {{history}}superseded_nights (
    feed, dataset, night, valid_from, delivery_id, sha256, size_bytes, definition_digest, records, accepted, collapsed, skipped, quarantined, new, changed,
    refreshed, unchanged, gone, back, held, open_before, open_after, run_id, recorded_at,
    state, reason, decided_by, superseded_at, superseded_by_run_id
)
select
    feed, dataset, night, valid_from, delivery_id, sha256, size_bytes, definition_digest, records, accepted, collapsed, skipped, quarantined, new, changed,
    refreshed, unchanged, gone, back, held, open_before, open_after, run_id, recorded_at,
    @state, @reason, @decided_by, @superseded_at, @superseded_by_run_id
from {{history}}accepted_nights
where feed = @feed
    and dataset = @dataset
    and night = @night

-- name: remove_night
delete from {{history}}accepted_nights where feed = @feed and dataset = @dataset and night = @night

-- name: release_keys
-- What the night held, before it holds something else or nothing.
delete from {{history}}held_keys where feed = @feed and dataset = @dataset and night = @night

-- name: recount_night
-- Counts of a later night, which are relative to what came before it.
update {{history}}accepted_nights
set
    records = @records, accepted = @accepted, collapsed = @collapsed, skipped = @skipped, quarantined = @quarantined, new = @new, changed = @changed,
    refreshed = @refreshed, unchanged = @unchanged, gone = @gone, back = @back, held = @held, open_before = @open_before, open_after = @open_after
where feed = @feed
    and dataset = @dataset
    and night = @night

-- name: release_key
delete from {{history}}held_keys where feed = @feed and dataset = @dataset and night = @night and scope = @scope and hash = @hash

-- name: remove_all_versions
-- Every version leaves silver: its dataset is replayed from its first night.
delete from silver.{{q table}}
