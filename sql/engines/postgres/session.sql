-- How every session of the worker is set up, and what it cleans up.

-- name: wait_for_locks
-- For the rest of the transaction.
set local lock_timeout = {{milliseconds}}

-- name: copy
copy {{target}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}) from stdin (format binary)
