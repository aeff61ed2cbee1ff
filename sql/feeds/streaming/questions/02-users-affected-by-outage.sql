-- question: How many users were potentially affected by the outage of the movie?
-- definition: Different users with a stream of the title that was in progress at any moment of the hours [from, to) of
--   the day, in the feed's time zone: it starts before their end and ends after their start. Titles are compared
--   case-insensitively.
-- unit: users
-- type: integer
-- format: number
-- params:
--   title: text = Unforgiven
--   day: date = 2021-12-25
--   from: time = 07:00
--   to: time = 12:00
select
    count(distinct s.user_email) as value
from silver.streams as s
where {{is_true 's.is_latest'}} and s.user_email is not null
    and s.title_match = {{text_match 'title'}}
    and s.start_at < {{instant 'day' 'to'}}
    and s.end_at > {{instant 'day' 'from'}}
