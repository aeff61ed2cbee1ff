-- Gold, second part: one file for all tables, which takes the place of the published one.

-- name: create_table
create table gold.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}}{{#unless @last}},{{/unless}}
    {{/each}}
    {{#if has_grain}}
    , primary key ({{key}})
    {{/if}}
) strict

-- name: published_tables
-- What the feeds have published into one file.
select
    table_name as TableName,
    feed as Feed,
    night as Night,
    published_at as PublishedAt,
    run_id as RunId,
    next_expected_at as NextExpectedAt,
    generation as Generation,
    blocked_reason as BlockedReason
from gold.data_as_of
order by feed, table_name

-- name: fill_table
-- In the order of the grain, so that the same rows make the same file.
insert into gold.{{q table}} (
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
)
select
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from (
{{query}}
) as model
{{#each grain}}{{#if @first}}order by {{/if}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}

-- name: forget_answers
delete from {{schema}}.answers where feed = @feed

-- name: insert_answer
insert into gold.answers (feed, question_id, question, value, value_text, unit, night)
values (@feed, @question_id, @question, @value, @value_text, @unit, @night)

-- name: is_there
select count(*) from main.sqlite_schema where type = 'table' and name = @table

-- name: table_text
-- The statement that made a table of the generation before.
select sql from before.sqlite_schema where type = 'table' and name = @table

-- name: tables
select name from gold.sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~' order by name
