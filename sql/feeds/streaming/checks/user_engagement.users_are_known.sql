-- Addresses in streams that our users table never had: counted, but without a name.
-- severity: warn
select
    u.user_email,
    u.streams,
    u.first_streamed_at
from gold.user_engagement as u
where u.user_status = 'unknown'
