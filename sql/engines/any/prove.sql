-- Impossible states of versions: each statement selects the offending rows; verification runs all of them.

-- name: empty_interval
-- Versions that end before they begin, or as they begin (H4).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.valid_to <= v.valid_from
order by v.key_hash, v.valid_from

-- name: overlapping_versions
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

-- name: second_open_version
-- Keys with more than one open version (H6).
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
where v.valid_to is null
    and v.key_hash in (select key_hash from silver.{{q table}} where valid_to is null group by key_hash having count(*) > 1)
order by v.key_hash, v.valid_from

-- name: wrong_flag
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
