-- The hashes and the intervals stay.
update silver.{{q table}}
set {{#each columns}}{{q name}} = null{{#unless @last}}, {{/unless}}{{/each}}
where key_hash = @key_hash
