-- Streamed titles that our catalogue never had: counted, but without language and duration.
-- severity: warn
select
    p.movie_title,
    p.streams,
    p.first_streamed_at
from gold.movie_performance as p
where p.movie_status = 'unknown'
