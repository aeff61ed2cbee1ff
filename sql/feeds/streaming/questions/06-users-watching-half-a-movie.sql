-- question: How many users watched at least half of any movie in the last week of the month?
-- definition: Different users with a stream that starts in the last seven days of the month (in the feed's time zone)
--   and lasts at least the given share of its movie's duration. Titles are compared case-insensitively; a stream of
--   a title that our catalogue never had does not count.
-- unit: users
-- type: integer
-- format: number
-- params:
--   month: month = 2021-12
--   share: decimal = 0.5
with
spellings as (
    select
        m.title_match,
        m.duration_mins,
        row_number() over (
            partition by m.title_match
            order by case when {{is_true 'm.is_current'}} then 0 else 1 end, m.valid_from desc, m.key_hash
        ) as choice
    from silver.movies as m
    where {{is_true 'm.is_latest'}} and m.title is not null
),
settings as (
    select {{number 'share'}} as share
),
movies as (
    select
        p.title_match,
        {{whole 'q.share * p.duration_mins * 60000000'}} as enough_microseconds
    from spellings as p
    cross join settings as q
    where p.choice = 1
)
select
    count(distinct s.user_email) as value
from silver.streams as s
inner join movies as m on m.title_match = s.title_match
where {{is_true 's.is_latest'}} and s.user_email is not null
    and s.start_day >= {{day 'month.last_week'}} and s.start_day < {{day 'month.end'}}
    and {{microseconds_between 's.start_at' 's.end_at'}} >= m.enough_microseconds
