-- The latest night accepted into one dataset.
select
    dataset, night, valid_from, delivery_id, sha256, size_bytes, ends_in_newline, definition_digest, records, accepted, collapsed, skipped, quarantined, new,
    changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after, missing_columns, run_id
from silver.accepted_nights as a
where feed = @feed
    and dataset = @dataset
    and night = (select max(night) from silver.accepted_nights where feed = @feed and dataset = @dataset)
