-- Messages of the ledger and reasons of its operators, which may quote values.
select {{q column}} as message{{#each keys}}, {{q name}} as {{parameter}}{{/each}}
from {{schema}}.{{q table}}
where {{q column}} is not null
