-- One row is a user: how often and how long they stream, and how many titles.
-- grain: user_email
-- reads: silver.users, silver.movies, silver.streams
-- notes: Every user of our own table, with or without streams, also a deleted one (removed), and every address that is in
--   streams and was never in the table (unknown). Addresses are compared exactly, titles case-insensitively.
--   Completed: the stream lasted at least as long as its movie; streams of titles of unknown length do not count.
-- columns:
--   user_email             text           address that the user signs in with
--   first_name             text           first name
--   last_name              text           last name
--   user_status            text           current, removed or unknown, by our users table
--   streams                integer        streams started
--   movies_streamed        integer        different titles
--   languages_streamed     integer        different original languages of these titles
--   active_days            integer        days of the feed's time zone on which a stream started
--   hours_streamed         decimal(12,2)  hours from start to end, over all streams
--   average_minutes        decimal(12,2)  mean minutes from start to end of a stream
--   gigabytes_streamed     decimal(12,3)  gigabytes sent (1 GB = 1000 MB)
--   completed_streams      integer        streams that lasted at least as long as their movie
--   first_streamed_at      timestamp      start of the first stream
--   last_streamed_at       timestamp      start of the last stream
with
catalogue as (
    select
        m.title_match, m.original_language, m.duration_mins,
        row_number() over (partition by m.title_match order by case when {{is_true 'm.is_current'}} then 0 else 1 end, m.valid_from desc, m.key_hash) as choice
    from silver.movies as m
    where {{is_true 'm.is_latest'}} and m.title is not null
),
known_users as (
    select u.email, u.first_name, u.last_name, case when {{is_true 'u.is_current'}} then 'current' else 'removed' end as user_status
    from silver.users as u
    where {{is_true 'u.is_latest'}} and u.email is not null
),
streams as (
    select
        s.title_match, s.user_email, s.start_at, s.start_day, {{microseconds_between 's.start_at' 's.end_at'}} as microseconds,
        {{whole 's.size_mb * 1000000'}} as bytes
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
),
viewing as (
    select
        s.user_email, cast(count(*) as bigint) as streams, count(distinct s.title_match) as movies_streamed,
        count(distinct c.original_language) as languages_streamed, count(distinct s.start_day) as active_days,
        sum(s.microseconds) as microseconds, sum(s.bytes) as bytes,
        cast(count(case when s.microseconds >= c.duration_mins * 60000000 then 1 end) as bigint) as completed_streams,
        min(s.start_at) as first_streamed_at, max(s.start_at) as last_streamed_at
    from streams as s
    left join catalogue as c on c.title_match = s.title_match and c.choice = 1
    group by s.user_email
),
users as (
    select u.email as user_email, u.first_name, u.last_name, u.user_status
    from known_users as u
    union all
    select v.user_email, null as first_name, null as last_name, 'unknown' as user_status
    from viewing as v
    left join known_users as u on u.email = v.user_email
    where u.email is null
)
select
    u.user_email, u.first_name, u.last_name, u.user_status, coalesce(v.streams, 0) as streams,
    coalesce(v.movies_streamed, 0) as movies_streamed, coalesce(v.languages_streamed, 0) as languages_streamed,
    coalesce(v.active_days, 0) as active_days, {{ratio 'coalesce(v.microseconds, 0)' '3600000000' 2}} as hours_streamed,
    {{ratio 'v.microseconds' 'v.streams * 60000000' 2}} as average_minutes,
    {{ratio 'coalesce(v.bytes, 0)' '1000000000' 3}} as gigabytes_streamed, coalesce(v.completed_streams, 0) as completed_streams,
    v.first_streamed_at, v.last_streamed_at
from users as u
left join viewing as v on v.user_email = u.user_email
