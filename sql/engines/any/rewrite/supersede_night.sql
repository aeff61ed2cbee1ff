-- The night as it was accepted, kept as a fact (H17, H19).
insert into silver.superseded_nights (
    feed, dataset, night, valid_from, delivery_id, sha256, size_bytes, definition_digest, records, accepted, collapsed, skipped, quarantined, new, changed,
    refreshed, unchanged, gone, back, held, open_before, open_after, run_id, recorded_at,
    state, reason, decided_by, superseded_at, superseded_by_run_id
)
select
    feed, dataset, night, valid_from, delivery_id, sha256, size_bytes, definition_digest, records, accepted, collapsed, skipped, quarantined, new, changed,
    refreshed, unchanged, gone, back, held, open_before, open_after, run_id, recorded_at,
    @state, @reason, @decided_by, @superseded_at, @superseded_by_run_id
from silver.accepted_nights
where feed = @feed
    and dataset = @dataset
    and night = @night
