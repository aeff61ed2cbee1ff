-- Messages of the ledger, which may quote values.
select {{q column}} as message{{#each keys}}, {{q name}} as {{parameter}}{{/each}}
from ops.{{q table}}
where {{q column}} is not null
