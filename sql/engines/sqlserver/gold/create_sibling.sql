-- The other slot's table, where it has been dropped since: empty, until the next generation is built in it. Its order is made
-- anew, because not every engine over TDS copies what counts the rows.
if object_id(N'gold_slots.{{qs sibling}}', N'U') is null
begin
    select {{#each columns}}t.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
    into gold_slots.{{q sibling}}
    from gold_slots.{{q table}} as t
    where 1 = 0;

    alter table gold_slots.{{q sibling}} add [ row] bigint identity(1, 1) not null primary key clustered;
end
