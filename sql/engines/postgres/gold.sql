-- Gold tables: created, filled beside the published ones, and shown to readers by a view.

-- name: analyze_table
analyze gold_slots.{{q table}}

-- name: columns
select column_name::text
from information_schema.columns
where table_schema = 'gold_slots' and table_name = @table
order by ordinal_position

-- name: create_sibling
-- The other slot's table, where it has been dropped since.
create table if not exists gold_slots.{{q sibling}} (like gold_slots.{{q table}}) with (vacuum_truncate = off)

-- name: create_table
-- One slot of a gold table. Its grain is unique, by digest where it is text: an index takes no text of any length.
create table if not exists gold_slots.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}}{{#unless @last}},{{/unless}}
    {{/each}}
) with (vacuum_truncate = off);

{{#if has_grain}}
create unique index if not exists {{q grain_index}} on gold_slots.{{q table}} (
    {{#each grain}}{{#if is_text}}md5({{q name}}){{else}}{{q name}}{{/if}}{{#unless @last}}, {{/unless}}{{/each}}
);
{{/if}}

-- name: create_view
-- What readers see: the rows of the slot that is published. The other slot is planned, and never read.
create view gold.{{q view}} as
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from gold_slots.{{q first}}
where (select slot from gold_slots.published where feed = '{{s feed}}') = 1
union all
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from gold_slots.{{q second}}
where (select slot from gold_slots.published where feed = '{{s feed}}') = 2

-- name: drop_table
set lock_timeout = {{milliseconds}};

drop table if exists gold_slots.{{q table}};

delete from gold_slots.slot_tables where table_name = '{{s table}}';

reset lock_timeout;

-- name: drop_view
drop view gold.{{q view}}
