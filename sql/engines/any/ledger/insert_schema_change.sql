-- A field that the feed file does not name: recorded once, ignored until it is named (H26).
insert into ops.schema_changes (feed, dataset, field, change, night, run_id, recorded_at)
select @feed, @dataset, @field, @change, @night, @run_id, @recorded_at
where not exists (
    select 1 from ops.schema_changes where feed = @feed and dataset = @dataset and field = @field and change = @change
)
