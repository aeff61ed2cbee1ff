-- What happened: nights, runs, steps, deliveries. Silver never depends on it.

-- name: feeds
-- Every feed that a night was ever expected of.
select distinct feed from ops.nights order by feed

-- name: nights
-- One row per expected night: "what did we miss" is one query.
select night, state, started_at, finished_at, message from ops.nights where feed = @feed order by night desc

-- name: night_instant
select nominal_at from ops.nights where feed = @feed and night = @night

-- name: night_range
select min(night) as first_night, max(night) as last_night from ops.nights where feed = @feed

-- name: insert_night
insert into ops.nights (feed, night, nominal_at, state)
select @feed, @night, @nominal_at, @state
where not exists (select 1 from ops.nights where feed = @feed and night = @night)

-- name: update_night
update ops.nights
set state = @state, started_at = @started_at, finished_at = @finished_at, message = @message
where feed = @feed and night = @night

-- name: insert_run
insert into ops.runs (run_id, feed, night, started_at, state) values (@run_id, @feed, @night, @started_at, @state)

-- name: finish_run
update ops.runs set finished_at = @finished_at, state = @state, message = @message where run_id = @run_id

-- name: insert_step
insert into ops.steps (run_id, sequence, step, subject, elapsed_ms, bytes, row_count, fault)
values (@run_id, @sequence, @step, @subject, @elapsed_ms, @bytes, @row_count, @fault)
