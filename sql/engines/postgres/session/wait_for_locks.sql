-- For the rest of the transaction.
set local lock_timeout = {{milliseconds}}
