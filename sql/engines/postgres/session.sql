-- name: wait_for_locks
-- For the rest of the transaction.
set local lock_timeout = {{milliseconds}}

-- name: copy
copy {{target}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}) from stdin (format binary)
