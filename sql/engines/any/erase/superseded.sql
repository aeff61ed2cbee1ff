update silver.{{q superseded_table}}
set {{#each columns}}{{q name}} = null{{#unless @last}}, {{/unless}}{{/each}}
where key_hash = @key_hash
