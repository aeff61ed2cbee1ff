-- What every session of the worker is like, however the login and the database were set up. An error ends the transaction.
set xact_abort on;

set lock_timeout {{milliseconds}};

set transaction isolation level read committed;
