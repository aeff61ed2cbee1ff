-- What is read of silver: its nights, its definitions, a dataset as of a night, and the versions of one record.

-- name: accepted_nights
-- Every night accepted into a feed's datasets.
select
    dataset, night, valid_from, delivery_id, sha256, size_bytes, ends_in_newline, definition_digest, records, accepted, collapsed, skipped, quarantined, new,
    changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after, missing_columns, run_id
from {{history}}accepted_nights
where feed = @feed
order by dataset, night

-- name: last_accepted_night
-- The latest night accepted into one dataset.
select
    dataset, night, valid_from, delivery_id, sha256, size_bytes, ends_in_newline, definition_digest, records, accepted, collapsed, skipped, quarantined, new,
    changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after, missing_columns, run_id
from {{history}}accepted_nights as a
where feed = @feed
    and dataset = @dataset
    and night = (select max(night) from {{history}}accepted_nights where feed = @feed and dataset = @dataset)

-- name: superseded_nights
select dataset, night, valid_from, sha256, state, reason, decided_by, superseded_at
from {{history}}superseded_nights
where feed = @feed
order by dataset, night, superseded_at

-- name: feed_text
select feed_text from {{history}}definitions where digest = @digest

-- name: known_since
-- When the first of a dataset's nights up to an instant was accepted, also where it is no longer (H37).
select min(recorded_at)
from (
    select recorded_at
    from {{history}}accepted_nights
    where feed = @feed
        and dataset = @dataset
        and valid_from <= @instant
    union all
    select recorded_at
    from {{history}}superseded_nights
    where feed = @feed
        and dataset = @dataset
        and valid_from <= @instant
) as known
