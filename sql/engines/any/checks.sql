-- Declared checks of gold and silver: each selects the offending rows; a night publishes gold only if there are none.

-- name: accepted_values
-- Current rows with another value.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and {{q column}} not in ({{#each values}}{{literal}}{{#unless @last}}, {{/unless}}{{/each}})
    and not {{stand_in}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}

-- name: not_null
-- Current rows with a null; a record that was forgotten has no values at all, not even a key, or a stand-in for it.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and {{q key}} is not null
    and ({{#each columns}}{{q name}} is null{{#unless @last}} or {{/unless}}{{/each}})
    and not {{stand_in}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}

-- name: range
-- Current rows with a value below the least or above the greatest.
select {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_to is null
    and ({{#if min}}{{q column}} < {{min}}{{/if}}{{#if min}}{{#if max}} or {{/if}}{{/if}}{{#if max}}{{q column}} > {{max}}{{/if}})
    and not {{stand_in}}
order by {{#each shown}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}

-- name: relationship
-- Current rows whose value no current row of the other dataset has.
select {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}} as c
left join (
    select distinct o.{{q other_column}} as known from silver.{{q other_table}} as o where o.valid_to is null
) as o on o.known = c.{{q column}}
where c.valid_to is null
    and c.{{q column}} is not null
    and o.known is null
    and not {{stand_in}}
order by {{#each shown}}c.{{q name}}{{#unless @last}}, {{/unless}}{{/each}}

-- name: row_band
-- The last accepted night, where its records lie outside the band; nothing where there is no night before it.
with numbered as (
    select night, records, row_number() over (order by night desc) as place
    from {{history}}accepted_nights
    where feed = {{feed}} and dataset = {{dataset}}
),
usual as (
    select sum(records) as records, count(*) as nights
    from numbered
    where place > 1 and place <= {{nights}} + 1
)
select n.night, n.records, u.records / u.nights as usual_records
from numbered as n
cross join usual as u
where n.place = 1
    and u.nights > 0
    and (n.records * u.nights * 100 < u.records * {{low}} or n.records * u.nights * 100 > u.records * {{high}})

-- name: unique
-- Values that stand in several current rows.
select {{#each columns}}{{q name}}, {{/each}}count(*) as "rows"
from silver.{{q table}}
where valid_to is null
    {{#each columns}}and {{q name}} is not null
    {{/each}}
group by {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
having count(*) > 1
order by {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
