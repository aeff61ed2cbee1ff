insert into ops.runs (run_id, feed, night, started_at, state) values (@run_id, @feed, @night, @started_at, @state)
