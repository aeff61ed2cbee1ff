-- One row is an original language: the movies of our catalogue in it, and their streams.
-- grain: original_language
-- reads: silver.movies, silver.streams
-- notes: Movies removed from the catalogue still count. The language "unknown" contains movies without a language and
--   streams of titles that the catalogue never had. Titles are compared case-insensitively.
--   Completed: the stream lasted at least as long as its movie.
-- columns:
--   original_language      text           original language of the movies
--   movies                 integer        movies of the catalogue
--   movies_streamed        integer        different titles streamed
--   streams                integer        streams of them
--   streams_percent        decimal(9,2)   these streams per hundred streams of any language
--   viewers                integer        different users who streamed one
--   hours_streamed         decimal(12,2)  hours from start to end, over all streams
--   average_minutes        decimal(12,2)  mean minutes from start to end of a stream
--   gigabytes_streamed     decimal(12,3)  gigabytes sent (1 GB = 1000 MB)
--   completed_streams      integer        streams that lasted at least as long as their movie
--   completion_percent     decimal(9,2)   completed streams per hundred streams of titles of known length
with
spellings as (
    select
        m.title_match, m.original_language, m.duration_mins,
        row_number() over (partition by m.title_match order by case when {{is_true 'm.is_current'}} then 0 else 1 end, m.valid_from desc, m.key_hash) as choice
    from silver.movies as m
    where {{is_true 'm.is_latest'}} and m.title is not null
),
catalogue as (
    select p.title_match, coalesce(p.original_language, 'unknown') as original_language, p.duration_mins
    from spellings as p
    where p.choice = 1
),
streams as (
    select
        s.title_match, s.user_email, {{microseconds_between 's.start_at' 's.end_at'}} as microseconds,
        {{whole 's.size_mb * 1000000'}} as bytes
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
),
offered as (select c.original_language, count(*) as movies from catalogue as c group by c.original_language),
placed as (
    select
        coalesce(c.original_language, 'unknown') as original_language, c.duration_mins, s.title_match, s.user_email, s.microseconds,
        s.bytes
    from streams as s
    left join catalogue as c on c.title_match = s.title_match
),
viewing as (
    select
        p.original_language, cast(count(*) as bigint) as streams, count(distinct p.title_match) as movies_streamed,
        count(distinct p.user_email) as viewers, sum(p.microseconds) as microseconds, sum(p.bytes) as bytes,
        count(p.duration_mins) as measured_streams,
        cast(count(case when p.microseconds >= p.duration_mins * 60000000 then 1 end) as bigint) as completed_streams
    from placed as p
    group by p.original_language
),
languages as (
    select o.original_language
    from offered as o
    union all
    select v.original_language
    from viewing as v
    left join offered as o on o.original_language = v.original_language
    where o.original_language is null
),
totals as (select cast(count(*) as bigint) as streams from streams as s)
select
    l.original_language, coalesce(o.movies, 0) as movies, coalesce(v.movies_streamed, 0) as movies_streamed,
    coalesce(v.streams, 0) as streams, {{ratio '100 * coalesce(v.streams, 0)' 't.streams' 2}} as streams_percent,
    coalesce(v.viewers, 0) as viewers, {{ratio 'coalesce(v.microseconds, 0)' '3600000000' 2}} as hours_streamed,
    {{ratio 'v.microseconds' 'v.streams * 60000000' 2}} as average_minutes,
    {{ratio 'coalesce(v.bytes, 0)' '1000000000' 3}} as gigabytes_streamed, coalesce(v.completed_streams, 0) as completed_streams,
    {{ratio '100 * v.completed_streams' 'v.measured_streams' 2}} as completion_percent
from languages as l
cross join totals as t
left join offered as o on o.original_language = l.original_language
left join viewing as v on v.original_language = l.original_language
