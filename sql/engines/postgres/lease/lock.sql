-- A lock of this session, which the server takes back when the session ends; false where another session has it.
select pg_try_advisory_lock(hashtextextended('pipeline lease ' || @feed, 0))
