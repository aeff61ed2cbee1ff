-- Silver, second part: a dataset as of a night, and the versions of one record.

-- name: as_of
-- A dataset as it was on a night.
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where valid_from <= @instant
    and (valid_to is null or valid_to > @instant)
order by key_hash

-- name: as_of_known
-- A dataset as of a night, as it was known at an instant (system time): a version counts from the run that wrote it to the run that
-- superseded it, and its end from the run that closed it (H37).
with known as (
    select {{#each columns}}v.{{q name}}, {{/each}}v.key_hash, v.valid_from, case when c.recorded_at > @known_at then null else v.valid_to end as valid_to
    from silver.{{q table}} as v
    inner join {{history}}run_times as r on r.run_id = v.run_id
    left join {{history}}run_times as c on c.run_id = v.closed_by_run_id
    where r.recorded_at <= @known_at
    union all
    select {{#each columns}}v.{{q name}}, {{/each}}v.key_hash, v.valid_from, case when c.recorded_at > @known_at then null else v.valid_to end as valid_to
    from silver.{{q superseded_table}} as v
    left join {{history}}run_times as c on c.run_id = v.closed_by_run_id
    where v.known_from <= @known_at
        and v.known_to > @known_at
)
select {{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}}
from known
where valid_from <= @instant
    and (valid_to is null or valid_to > @instant)
order by key_hash

-- name: explain
-- Every version of one key, with the delivery and the line that brought it (H36).
select
    v.valid_from as version_valid_from,
    v.valid_to as version_valid_to,
    v.is_latest as version_is_latest,
    v.key_hash as version_key_hash,
    v.row_hash as version_row_hash,
    n.night as delivery_night,
    n.sha256 as delivery_sha256,
    d."file" as delivery_file,
    b.line_no as delivery_line_no,
    b.byte_offset as delivery_byte_offset,
    b.raw as delivery_raw
    {{#each columns}}
    , v.{{q name}} as {{parameter}}
    {{/each}}
from silver.{{q table}} as v
inner join {{history}}accepted_nights as n on n.feed = @feed and n.dataset = @dataset and n.valid_from = v.valid_from
left join ops.deliveries as d on d.delivery_id = n.delivery_id
left join bronze.{{q table}} as b on b.delivery_id = n.delivery_id and b.key_hash = v.key_hash
where v.key_hash = @key_hash
order by v.valid_from
