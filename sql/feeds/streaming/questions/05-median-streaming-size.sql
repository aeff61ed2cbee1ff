-- question: What was the median size of a stream in the month?
-- definition: Median size of the streams that start in the month (in the feed's time zone), to the byte; for an even
--   number of streams, the mean of the middle two. 1 GB = 1000 MB. Sizes are ordered and averaged in thousandths of a
--   byte, so that only the result is rounded.
-- unit: gigabytes
-- type: decimal(15,9)
-- format: number
-- params:
--   month: month = 2021-12
with
streams as (
    select
        {{whole 's.size_mb * 1000000000'}} as millibytes
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
        and s.start_day >= {{day 'month.start'}} and s.start_day < {{day 'month.end'}}
),
ranked as (
    select
        s.millibytes,
        row_number() over (order by s.millibytes) as place,
        count(*) over () as places
    from streams as s
),
middle as (
    select
        {{ratio 'sum(r.millibytes)' '1000 * count(*)' 0}} as bytes
    from ranked as r
    where 2 * r.place between r.places and r.places + 2
)
select
    {{ratio 'm.bytes' '1000000000' 9}} as value
from middle as m
