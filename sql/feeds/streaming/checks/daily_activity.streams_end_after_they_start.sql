-- Streams that end before they start: they reduce every total that they are part of.
-- severity: warn
select
    s.user_email,
    s.movie_title,
    s.start_at,
    s.end_at
from silver.streams as s
where {{is_true 's.is_latest'}} and s.end_at < s.start_at
