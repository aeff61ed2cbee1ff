insert into {{schema}}.{{q table}} (
    {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
)
values ({{#each columns}}@{{parameter}}{{#unless @last}}, {{/unless}}{{/each}})
