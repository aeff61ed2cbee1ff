-- Every version of one key, with the delivery and the line that brought it (H36).
select
    v.valid_from as version_valid_from,
    v.valid_to as version_valid_to,
    v.is_latest as version_is_latest,
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
inner join silver.accepted_nights as n on n.feed = @feed and n.dataset = @dataset and n.valid_from = v.valid_from
left join ops.deliveries as d on d.delivery_id = n.delivery_id
left join bronze.{{q table}} as b on b.delivery_id = n.delivery_id and b.key_hash = v.key_hash
where v.key_hash = @key_hash
order by v.valid_from
