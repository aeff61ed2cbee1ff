-- What the demo shows.

-- name: demo
-- What the demo proposes to look at first.
select top (5) movie_title, streams, viewers from gold.movie_performance order by streams desc
