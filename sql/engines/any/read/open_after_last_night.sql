-- Open versions of a dataset after its latest accepted night; 0 before its first.
select coalesce((
    select open_after
    from silver.accepted_nights
    where feed = @feed
        and dataset = @dataset
        and night = (select max(night) from silver.accepted_nights where feed = @feed and dataset = @dataset)
), 0)
