-- Gold tables: created, filled beside the published ones, and shown to readers by a view.

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
-- The night of each table. Whether it is fresh is decided at the time of reading, also while the worker is dead.
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
