create table gold.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}}{{#unless @last}},{{/unless}}
    {{/each}}
    {{#if has_grain}}
    , primary key ({{key}})
    {{/if}}
) strict
