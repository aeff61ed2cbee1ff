-- A correction, second part: the nights, their counts and their held keys, in the same transaction as the versions.

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
