-- One row per delivery and guard: the last run's word.
insert into ops.guards (feed, night, dataset, sha256, guard, outcome, detail, run_id, recorded_at)
values (@feed, @night, @dataset, @sha256, @guard, @outcome, @detail, @run_id, @recorded_at)
