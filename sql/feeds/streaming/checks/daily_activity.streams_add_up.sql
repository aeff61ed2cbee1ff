-- The total number of streams by day differs from the total by movie.
with
days as (
    select coalesce(sum(d.streams), 0) as streams
    from gold.daily_activity as d
),
movies as (
    select coalesce(sum(p.streams), 0) as streams
    from gold.movie_performance as p
)
select
    d.streams as streams_by_day,
    m.streams as streams_by_movie
from days as d
cross join movies as m
where d.streams <> m.streams
