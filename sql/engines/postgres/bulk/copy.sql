copy {{target}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}) from stdin (format binary)
