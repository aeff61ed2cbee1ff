-- The summary must be one row and agree with the models that it sums up.
with
summary as (
    select
        count(*) as summaries,
        max(e.streams) as streams,
        max(e.viewers) as viewers,
        max(e.movies_streamed) as movies_streamed
    from gold.executive_summary as e
),
movies as (
    select
        coalesce(sum(p.streams), 0) as streams,
        count(case when p.streams > 0 then 1 end) as movies_streamed
    from gold.movie_performance as p
),
users as (
    select count(case when u.streams > 0 then 1 end) as viewers
    from gold.user_engagement as u
)
select
    e.summaries,
    e.streams,
    m.streams as streams_by_movie,
    e.viewers,
    u.viewers as viewers_by_user,
    e.movies_streamed,
    m.movies_streamed as movies_streamed_by_movie
from summary as e
cross join movies as m
cross join users as u
where e.summaries <> 1
    or e.streams <> m.streams
    or e.viewers <> u.viewers
    or e.movies_streamed <> m.movies_streamed
