-- One row is a movie: its streams, viewers, completion, and the vendor's reviews.
-- grain: movie_title
-- reads: silver.movies, silver.streams, silver.reviews, silver.review_movies
-- notes: Every movie of our catalogue, streamed or not, also a deleted one (removed), and every streamed title that the
--   catalogue never had (unknown), so that no stream is missing from the totals.
--   Titles are compared case-insensitively. A movie with several spellings has the values of the current one.
--   Completed: the stream lasted at least as long as the movie; null if the movie's length is not known.
-- columns:
--   movie_title            text           title in the catalogue, or else in its first stream
--   movie_status           text           current, removed or unknown, by our catalogue
--   original_language      text           language the movie was made in
--   duration_minutes       integer        length of the movie in minutes
--   size_megabytes         integer        size of the movie's file in megabytes
--   streams                integer        streams of the movie
--   viewers                integer        different users who streamed it
--   hours_streamed         decimal(12,2)  hours from start to end, over all its streams
--   average_minutes        decimal(12,2)  mean minutes from start to end of a stream
--   gigabytes_streamed     decimal(12,3)  gigabytes sent (1 GB = 1000 MB)
--   completed_streams      integer        streams that lasted at least as long as the movie
--   completion_percent     decimal(9,2)   completed streams per hundred streams
--   first_streamed_at      timestamp      start of its first stream
--   last_streamed_at       timestamp      start of its last stream
--   streams_rank           integer        1 for the most streamed movie; equal numbers have the same rank
--   reviews                integer        reviews of the vendor that relate to it
--   average_rating         decimal(9,2)   mean rating of these reviews, 1 to 5
with
catalogue as (
    select
        m.title, m.title_match, m.original_language, m.duration_mins, m.size_mb,
        case when {{is_true 'm.is_current'}} then 'current' else 'removed' end as movie_status,
        row_number() over (partition by m.title_match order by case when {{is_true 'm.is_current'}} then 0 else 1 end, m.valid_from desc, m.key_hash) as choice
    from silver.movies as m where {{is_true 'm.is_latest'}} and m.title is not null
),
streams as (
    select
        s.movie_title, s.title_match, s.user_email, s.start_at, {{microseconds_between 's.start_at' 's.end_at'}} as microseconds,
        {{whole 's.size_mb * 1000000'}} as bytes,
        row_number() over (partition by s.title_match order by s.start_at, s.key_hash) as appearance
    from silver.streams as s where {{is_true 's.is_latest'}} and s.user_email is not null
),
ratings as (
    select distinct rm.title_match, r.created, r.rating_rate
    from silver.review_movies as rm inner join silver.reviews as r on r.created = rm.reviews_created
    where {{is_true 'rm.is_latest'}} and {{is_true 'r.is_latest'}}
),
movies as (
    select c.title as movie_title, c.title_match, c.movie_status, c.original_language, c.duration_mins, c.size_mb
    from catalogue as c where c.choice = 1
    union all
    select
        s.movie_title, s.title_match, 'unknown' as movie_status, null as original_language, null as duration_mins, null as size_mb
    from streams as s left join catalogue as c on c.title_match = s.title_match where s.appearance = 1 and c.title_match is null
),
viewing as (
    select
        m.title_match, cast(count(*) as bigint) as streams, count(distinct s.user_email) as viewers,
        sum(s.microseconds) as microseconds, sum(s.bytes) as bytes,
        case when m.duration_mins is not null then cast(count(case when s.microseconds >= m.duration_mins * 60000000 then 1 end) as bigint) end as completed_streams,
        min(s.start_at) as first_streamed_at, max(s.start_at) as last_streamed_at
    from movies as m
    inner join streams as s on s.title_match = m.title_match
    group by m.title_match, m.duration_mins
),
opinions as (
    select q.title_match, count(*) as reviews, sum(q.rating_rate) as rating_sum, count(q.rating_rate) as rating_count
    from ratings as q group by q.title_match
)
select
    m.movie_title, m.movie_status, m.original_language, m.duration_mins as duration_minutes, m.size_mb as size_megabytes,
    coalesce(v.streams, 0) as streams, coalesce(v.viewers, 0) as viewers,
    {{ratio 'coalesce(v.microseconds, 0)' '3600000000' 2}} as hours_streamed,
    {{ratio 'v.microseconds' 'v.streams * 60000000' 2}} as average_minutes,
    {{ratio 'coalesce(v.bytes, 0)' '1000000000' 3}} as gigabytes_streamed,
    case when m.duration_mins is not null then coalesce(v.completed_streams, 0) end as completed_streams,
    {{ratio '100 * v.completed_streams' 'v.streams' 2}} as completion_percent, v.first_streamed_at, v.last_streamed_at,
    rank() over (order by coalesce(v.streams, 0) desc) as streams_rank, coalesce(o.reviews, 0) as reviews,
    {{ratio 'o.rating_sum' 'o.rating_count' 2}} as average_rating
from movies as m
left join viewing as v on v.title_match = m.title_match
left join opinions as o on o.title_match = m.title_match
