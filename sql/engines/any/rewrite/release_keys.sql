-- What the night held, before it holds something else or nothing.
delete from silver.held_keys where feed = @feed and dataset = @dataset and night = @night
