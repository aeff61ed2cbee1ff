-- That the night was accepted: in the merge's own transaction (H33).
insert into silver.accepted_nights (
    feed, dataset, night, valid_from, delivery_id, sha256, size_bytes, ends_in_newline, definition_digest, records, accepted, collapsed, skipped, quarantined,
    new, changed, refreshed, unchanged, gone, back, held, absences_held, open_before, open_after, missing_columns, token, run_id,
    recorded_at
)
values (
    @feed, @dataset, @night, @valid_from, @delivery_id, @sha256, @size_bytes, @ends_in_newline, @definition_digest, @records, @accepted, @collapsed, @skipped,
    @quarantined, @new, @changed, @refreshed, @unchanged, @gone, @back, @held, @absences_held, @open_before, @open_after,
    @missing_columns, @token, @run_id, @recorded_at
)
