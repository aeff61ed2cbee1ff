-- One row is a day on which somebody streamed: how much, by how many users, and how many of them for the first time.
-- grain: activity_date
-- reads: silver.streams
-- notes: Days are days in the feed's time zone; a stream counts completely for the day on which it starts.
--   A day without a stream has no row.
-- columns:
--   activity_date          date           day on which the streams started
--   streams                integer        streams started
--   viewers                integer        different users who started one
--   new_viewers            integer        users whose first stream ever started that day
--   movies_streamed        integer        different titles
--   hours_streamed         decimal(12,2)  hours from start to end, over all streams started that day
--   average_minutes        decimal(12,2)  mean minutes from start to end of a stream
--   gigabytes_streamed     decimal(12,3)  gigabytes sent (1 GB = 1000 MB)
with
streams as (
    select
        s.title_match, s.user_email, s.start_day, {{microseconds_between 's.start_at' 's.end_at'}} as microseconds,
        {{whole 's.size_mb * 1000000'}} as bytes
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
),
first_days as (
    select s.user_email, min(s.start_day) as first_day
    from streams as s
    group by s.user_email
),
days as (
    select
        s.start_day as activity_date, cast(count(*) as bigint) as streams, count(distinct s.user_email) as viewers,
        count(distinct case when f.first_day = s.start_day then s.user_email end) as new_viewers,
        count(distinct s.title_match) as movies_streamed, sum(s.microseconds) as microseconds, sum(s.bytes) as bytes
    from streams as s
    inner join first_days as f on f.user_email = s.user_email
    group by s.start_day
)
select
    d.activity_date, d.streams, d.viewers, d.new_viewers, d.movies_streamed,
    {{ratio 'd.microseconds' '3600000000' 2}} as hours_streamed,
    {{ratio 'd.microseconds' 'd.streams * 60000000' 2}} as average_minutes, {{ratio 'd.bytes' '1000000000' 3}} as gigabytes_streamed
from days as d
