-- Versions that begin or end when no night was accepted into the dataset.
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
left join silver.accepted_nights as f on f.feed = @feed and f.dataset = @dataset and f.valid_from = v.valid_from
left join silver.accepted_nights as t on t.feed = @feed and t.dataset = @dataset and t.valid_from = v.valid_to
where f.night is null
    or (v.valid_to is not null and t.night is null)
order by v.key_hash, v.valid_from
