-- Copies a warehouse on a server into an embedded one for a dry run.

-- name: columns
-- The columns that a row of a table is written with.
select name, type from pragma_table_xinfo(@table, @schema) where hidden = 0 order by cid

-- name: insert_row
insert into {{schema}}.{{q table}} (
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
)
values ({{#each columns}}@{{parameter}}{{#unless @last}}, {{/unless}}{{/each}})
