-- Whether a night adds up, and what it adds up to (H34).
insert into ops.reconciliations (
    run_id, feed, dataset, night, records, accepted, collapsed, skipped, quarantined, quarantined_found, landed_least, landed_found,
    open_expected, open_found, holds
)
values (
    @run_id, @feed, @dataset, @night, @records, @accepted, @collapsed, @skipped, @quarantined, @quarantined_found, @landed_least, @landed_found,
    @open_expected, @open_found, @holds
)
