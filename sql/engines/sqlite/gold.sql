-- name: columns
select name from pragma_table_info(@table, 'before') order by cid

-- name: copy_table
-- A table of the generation before, into the file in the making.
insert into main.{{q table}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}})
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from before.{{q table}}
{{#if is_shared}}
where feed = '{{feed}}'
{{/if}}

-- name: create_data_as_of
-- Which night each table stands for. Whether it is fresh is told at the time of reading, also while the worker is dead.
create view gold.data_as_of as
select
    table_name,
    feed,
    night,
    case
        when blocked_reason is not null then 'blocked'
        when strftime('%Y-%m-%d %H:%M:%f', 'now') > next_expected_at then 'stale'
        else 'fresh'
    end as state,
    blocked_reason,
    published_at,
    run_id,
    next_expected_at,
    generation
from (
    {{#each rows}}
    {{#unless @first}}union all
    {{/unless}}select {{table_name}} as table_name, {{feed}} as feed, {{night}} as night, {{published_at}} as published_at, {{run_id}} as run_id, {{next_expected_at}} as next_expected_at, {{generation}} as generation, {{blocked_reason}} as blocked_reason
    {{/each}}
)

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
