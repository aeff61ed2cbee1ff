update ops.nights
set state = @state, started_at = @started_at, finished_at = @finished_at, message = @message
where feed = @feed and night = @night
