-- Streamed titles without a movie that has streams: they would be missing from every total by movie.
with
streamed as (
    select
        s.title_match,
        count(*) as streams
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
    group by s.title_match
),
totals as (
    select
        count(*) as titles,
        sum(s.streams) as streams
    from streamed as s
),
published as (
    select
        count(*) as titles,
        coalesce(sum(p.streams), 0) as streams
    from gold.movie_performance as p
    where p.streams > 0
)
select
    t.titles as titles_in_silver,
    p.titles as titles_in_gold,
    t.streams as streams_in_silver,
    p.streams as streams_in_gold
from totals as t
cross join published as p
where t.titles <> p.titles or coalesce(t.streams, 0) <> p.streams
