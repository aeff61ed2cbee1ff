-- One worker migrates at a time; the lock ends with the transaction.
select pg_advisory_xact_lock(hashtextextended('pipeline migrate', 0))
