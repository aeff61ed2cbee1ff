-- Counts of a later night, which are relative to what came before it.
update silver.accepted_nights
set
    records = @records, accepted = @accepted, collapsed = @collapsed, skipped = @skipped, quarantined = @quarantined, new = @new, changed = @changed,
    refreshed = @refreshed, unchanged = @unchanged, gone = @gone, back = @back, held = @held, open_before = @open_before, open_after = @open_after
where feed = @feed
    and dataset = @dataset
    and night = @night
