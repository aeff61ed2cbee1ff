-- What the demo shows.

-- name: demo
-- What the demo proposes to look at first in gold.db, opened by itself.
select movie_title, streams, viewers from movie_performance order by streams desc limit 5
