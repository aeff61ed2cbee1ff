-- The merge, second part: that the night is accepted, in the same transaction as its versions.

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
-- When the run worked, once: it says since when a version is current (H37).
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
