select pg_advisory_unlock(hashtextextended('pipeline lease ' || @feed, 0))
