-- Gold tables: created, filled beside the published ones, and shown to readers by a view.

-- name: columns
-- In capitals, as a database with a case-sensitive collation has them. sys.columns would do, but not every engine over TDS keeps the
-- letter case of names there.
select COLUMN_NAME
from INFORMATION_SCHEMA.COLUMNS
where TABLE_SCHEMA = N'gold_slots' and TABLE_NAME = @table and COLUMN_NAME <> N' row'
order by ORDINAL_POSITION

-- name: create_sibling
-- The other slot's table, where it has been dropped since: empty, until the next generation is built in it. Its order is made
-- again, because not every engine over TDS copies what counts the rows.
if object_id(N'gold_slots.{{qs sibling}}', N'U') is null
begin
    select {{#each columns}}t.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
    into gold_slots.{{q sibling}}
    from gold_slots.{{q table}} as t
    where 1 = 0;

    alter table gold_slots.{{q sibling}} add [ row] bigint identity(1, 1) not null primary key clustered;
end

-- name: create_table
-- One slot of a gold table. In the order in which rows came, because an order that is deleted from gives its pages back.
if object_id(N'gold_slots.{{qs table}}', N'U') is null
create table gold_slots.{{q table}} (
    [ row] bigint identity(1, 1) not null primary key clustered,
    {{#each columns}}
    {{q name}} {{type}}{{#unless @last}},{{/unless}}
    {{/each}}
){{storage}};

-- name: create_view
-- What readers see: the rows of the slot that is published. The pointer is read once, so that a query that runs while a generation is
-- published sees one of the two, under locking read committed too. The other slot is planned and never opened: its branch begins
-- with a filter that reads nothing of its table.
create view gold.{{q view}} as
select {{#each columns}}s.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from gold_slots.published as p
cross apply (
    select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}} from gold_slots.{{q first}} where p.slot = 1
    union all
    select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}} from gold_slots.{{q second}} where p.slot = 2
) as s
where p.feed = N'{{s feed}}'

-- name: drop_table
set lock_timeout {{milliseconds}};

drop table if exists gold_slots.{{q table}};

delete from gold_slots.slot_tables where table_name = N'{{s table}}';

-- name: drop_view
drop view if exists gold.{{q view}}
