-- Each dataset's file of the last accepted night before this one.
select dataset, sha256
from silver.accepted_nights as a
where feed = @feed
    and night = (
        select max(night) from silver.accepted_nights as b where b.feed = a.feed and b.dataset = a.dataset and b.night < @night
    )
