-- What is read of silver: its nights, its definitions, a dataset as of a night, and the versions of one record.

-- name: explain
-- Every version of one key, with the delivery and the line that brought it (H36). Step by step: on a cluster, silver, bronze and the
-- nights lie on different machines, and can't be joined at once.
with versions as materialized (
    select
        valid_from, valid_to, is_latest, key_hash, row_hash
        {{#each columns}}
        , {{q name}} as {{parameter}}
        {{/each}}
    from silver.{{q table}}
    where key_hash = @key_hash
),
nights as materialized (
    select n.valid_from, n.night, n.sha256, n.delivery_id
    from {{history}}accepted_nights as n
    where n.feed = @feed and n.dataset = @dataset and n.valid_from in (select v.valid_from from versions as v)
),
arrived as materialized (
    select b.delivery_id, b.line_no, b.byte_offset, b.raw
    from bronze.{{q table}} as b
    where b.delivery_id in (select n.delivery_id from nights as n) and b.key_hash = @key_hash
)
select
    v.valid_from as version_valid_from,
    v.valid_to as version_valid_to,
    v.is_latest as version_is_latest,
    v.key_hash as version_key_hash,
    v.row_hash as version_row_hash,
    n.night as delivery_night,
    n.sha256 as delivery_sha256,
    d.file as delivery_file,
    a.line_no as delivery_line_no,
    a.byte_offset as delivery_byte_offset,
    a.raw as delivery_raw
    {{#each columns}}
    , v.{{parameter}} as {{parameter}}
    {{/each}}
from versions as v
inner join nights as n on n.valid_from = v.valid_from
left join ops.deliveries as d on d.delivery_id = n.delivery_id
left join arrived as a on a.delivery_id = n.delivery_id
order by v.valid_from
