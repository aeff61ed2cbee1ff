delete from silver.accepted_nights where feed = @feed and dataset = @dataset and night = @night
