-- A dataset as it was on a night, as it was believed at an instant: a version counts from the run that wrote it to the one that took it
-- back, and its end from the run that closed it (H37).
with believed as (
    select {{#each columns}}v.{{q name}}, {{/each}}v.key_hash, v.valid_from, case when c.recorded_at > @believed_at then null else v.valid_to end as valid_to
    from silver.{{q table}} as v
    inner join silver.recordings as r on r.run_id = v.run_id
    left join silver.recordings as c on c.run_id = v.closed_by_run_id
    where r.recorded_at <= @believed_at
    union all
    select {{#each columns}}v.{{q name}}, {{/each}}v.key_hash, v.valid_from, case when c.recorded_at > @believed_at then null else v.valid_to end as valid_to
    from silver.{{q superseded_table}} as v
    left join silver.recordings as c on c.run_id = v.closed_by_run_id
    where v.believed_from <= @believed_at
        and v.believed_to > @believed_at
)
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from believed
where valid_from <= @instant
    and (valid_to is null or valid_to > @instant)
order by key_hash
