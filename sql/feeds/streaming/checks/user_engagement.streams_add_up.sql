-- The total number of streams by user differs from the total by movie.
with
users as (
    select coalesce(sum(u.streams), 0) as streams
    from gold.user_engagement as u
),
movies as (
    select coalesce(sum(p.streams), 0) as streams
    from gold.movie_performance as p
)
select
    u.streams as streams_by_user,
    m.streams as streams_by_movie
from users as u
cross join movies as m
where u.streams <> m.streams
