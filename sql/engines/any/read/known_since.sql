-- When the first of a dataset's nights up to an instant was accepted, also where it is no longer (H37).
select min(recorded_at)
from (
    select recorded_at
    from silver.accepted_nights
    where feed = @feed
        and dataset = @dataset
        and valid_from <= @instant
    union all
    select recorded_at
    from silver.superseded_nights
    where feed = @feed
        and dataset = @dataset
        and valid_from <= @instant
) as known
