-- Versions whose is_latest does not say whether they are the last of their key, or whose is_current not whether they are open.
select {{#each keys}}{{parameter}}, {{/each}}valid_from, valid_to, is_latest, is_current
from (
    select
        {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.key_hash, v.valid_from, v.valid_to, v.is_latest, v.is_current,
        lead(v.valid_from) over (partition by v.key_hash order by v.valid_from) as next_from
    from silver.{{q table}} as v
) as versions
where case when is_latest = @yes then 1 else 0 end <> case when next_from is null then 1 else 0 end
    or case when is_current = @yes then 1 else 0 end <> case when valid_to is null then 1 else 0 end
order by key_hash, valid_from
