-- The streams of all languages differ from those of all movies, or the shares do not add up to 100 (each is rounded to 0.01).
with
languages as (
    select
        count(*) as languages,
        coalesce(sum(l.streams), 0) as streams,
        coalesce(sum(l.streams_percent), 100) as streams_percent,
        min(l.streams_percent) as least_percent
    from gold.language_insights as l
),
movies as (
    select coalesce(sum(p.streams), 0) as streams
    from gold.movie_performance as p
)
select
    l.streams as streams_by_language,
    m.streams as streams_by_movie,
    l.streams_percent,
    l.least_percent
from languages as l
cross join movies as m
where l.streams <> m.streams
    or l.least_percent < 0
    or l.streams_percent < 100 - 0.01 * l.languages
    or l.streams_percent > 100 + 0.01 * l.languages
