-- Every viewer is new on exactly one day: the sum of new viewers must equal the number of users who stream.
with
days as (
    select coalesce(sum(d.new_viewers), 0) as viewers
    from gold.daily_activity as d
),
users as (
    select count(*) as viewers
    from gold.user_engagement as u
    where u.streams > 0
)
select
    d.viewers as new_viewers_by_day,
    u.viewers as users_who_stream
from days as d
cross join users as u
where d.viewers <> u.viewers
