select dataset, night, valid_from, sha256, state, reason, decided_by, superseded_at
from silver.superseded_nights
where feed = @feed
order by dataset, night, superseded_at
