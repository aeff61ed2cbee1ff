-- One row per file, night and dataset, however often it is received.
insert into ops.deliveries (
    delivery_id, feed, dataset, night, source, "file", sha256, size_bytes, modified_at, received_at, run_id
)
select @delivery_id, @feed, @dataset, @night, @source, @file, @sha256, @size_bytes, @modified_at, @received_at, @run_id
where not exists (select 1 from ops.deliveries where delivery_id = @delivery_id)
