-- Copies a warehouse on a server into an embedded one for a dry run.

-- name: read_rows
-- Every row of a table, for the copy that a night is tried in.
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from {{schema}}.{{q table}}
