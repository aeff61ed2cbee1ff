-- Which night each published table of a feed stands for, and whether it is fresh at this moment.
select table_name, night, state, blocked_reason, published_at, next_expected_at
from gold.data_as_of
where feed = @feed
order by table_name
