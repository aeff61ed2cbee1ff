update {{schema}}.{{q table}}
set {{q column}} = @message
where {{#each keys}}{{#unless @first}} and {{/unless}}{{q name}} = @{{parameter}}{{/each}}
