-- question: How long did a stream last on average in the month?
-- definition: Mean of end minus start over the streams that start in the month (in the feed's time zone), to the
--   microsecond.
-- unit: seconds
-- type: decimal(15,6)
-- format: duration
-- params:
--   month: month = 2021-12
with
streams as (
    select
        {{microseconds_between 's.start_at' 's.end_at'}} as microseconds
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
        and s.start_day >= {{day 'month.start'}} and s.start_day < {{day 'month.end'}}
),
average as (
    select
        {{ratio 'sum(s.microseconds)' 'count(*)' 0}} as microseconds
    from streams as s
)
select
    {{ratio 'a.microseconds' '1000000' 6}} as value
from average as a
