-- One slot of a gold table. In the order in which rows came, because an order that is deleted from gives its pages back.
if object_id(N'gold_slots.{{qs table}}', N'U') is null
create table gold_slots.{{q table}} (
    [ row] bigint identity(1, 1) not null primary key clustered,
    {{#each columns}}
    {{q name}} {{type}}{{#unless @last}},{{/unless}}
    {{/each}}
){{storage}};
