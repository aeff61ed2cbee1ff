-- A new reader waits behind a replaced view's lock, and that lock behind the readers who are there: so wait a moment, or not at all.
set local lock_timeout = {{milliseconds}}
