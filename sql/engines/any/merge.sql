-- name: close_before_return
-- A key that comes back has a closed version that was its latest: it no longer is. Counts the keys that are back (H14).
update silver.{{q table}}
set is_latest = @no
where is_latest = @yes
    and valid_to is not null
    and key_hash in (select key_hash from {{stage}} where change = 'open')

-- name: close_changed
-- The open version of a changed key ends where its new one begins.
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id, is_latest = @no
where valid_to is null
    and key_hash in (select key_hash from {{stage}} where change = 'open')

-- name: close_gone
-- The open version of a key that the full dump no longer holds ends this night, and stays its latest (H14).
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id
where valid_to is null
    and key_hash in (select key_hash from {{stage}} where change = 'close')

-- name: refresh_untracked
-- Untracked columns, and what is derived from them, are refreshed in place, on the open version only (H12).
update silver.{{q table}} as v
set untracked_hash = s.untracked_hash{{#each untracked}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'refresh'
    and v.key_hash = s.key_hash
    and v.valid_to is null

-- name: open_versions
-- New keys, changed keys and keys that are back. In the order of their hashes, so that the indexes grow at their end.
insert into silver.{{q table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id
)
select
    {{#each columns}}{{parameter}}, {{/each}}@night, @yes, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, @run_id
from {{stage}}
where change = 'open'
order by key_hash

-- name: open_after_last_night
-- Open versions of a dataset after its latest accepted night; 0 before its first.
select coalesce((
    select open_after
    from {{history}}accepted_nights
    where feed = @feed
        and dataset = @dataset
        and night = (select max(night) from {{history}}accepted_nights where feed = @feed and dataset = @dataset)
), 0)

-- name: keep_definition
-- The definition that the night was read with, once (H31).
insert into {{history}}definitions (digest, dataset, definition, feed_text)
select @digest, @dataset, @definition, @feed_text
where not exists (select 1 from {{history}}definitions where digest = @digest)

-- name: keep_run_time
-- When the run worked, once: it tells since when a version is believed (H37).
insert into {{history}}run_times (run_id, recorded_at)
select @run_id, @recorded_at
where not exists (select 1 from {{history}}run_times where run_id = @run_id)

-- name: accept_night
-- That the night was accepted: in the merge's own transaction (H33).
insert into {{history}}accepted_nights (
    feed, dataset, night, valid_from, delivery_id, sha256, size_bytes, ends_in_newline, definition_digest, records, accepted, collapsed, skipped, quarantined,
    new, changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after, missing_columns, token, run_id,
    recorded_at
)
values (
    @feed, @dataset, @night, @valid_from, @delivery_id, @sha256, @size_bytes, @ends_in_newline, @definition_digest, @records, @accepted, @collapsed, @skipped,
    @quarantined, @new, @changed, @refreshed, @unchanged, @gone, @back, @held, @absences_held, @open_before, @open_after,
    @missing_columns, @token, @run_id, @recorded_at
)

-- name: use_approval
-- The approval is used up: in the transaction that accepts the night (H24).
insert into {{history}}used_approvals (approval_id, dataset, run_id, recorded_at)
values (@approval_id, @dataset, @run_id, @recorded_at)

-- name: hold_key
insert into {{history}}held_keys (feed, dataset, night, scope, hash) values (@feed, @dataset, @night, @scope, @hash)
