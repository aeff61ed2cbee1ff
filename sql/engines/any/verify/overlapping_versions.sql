-- Versions that have not ended when the next one of their key begins, or begin with it (H4).
select {{#each keys}}{{parameter}}, {{/each}}valid_from, valid_to, next_from
from (
    select
        {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.key_hash, v.valid_from, v.valid_to,
        lead(v.valid_from) over (partition by v.key_hash order by v.valid_from) as next_from
    from silver.{{q table}} as v
) as versions
where next_from is not null
    and (valid_to is null or valid_to > next_from or valid_from = next_from)
order by key_hash, valid_from
