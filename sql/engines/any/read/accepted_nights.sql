-- Every night accepted into a feed's datasets.
select
    dataset, night, valid_from, delivery_id, sha256, size_bytes, ends_in_newline, definition_digest, records, accepted, collapsed, skipped, quarantined, new,
    changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after, missing_columns, run_id
from silver.accepted_nights
where feed = @feed
order by dataset, night
