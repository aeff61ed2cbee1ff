-- Every version of a part of the keys, by key and time.
select
    v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.valid_from, v.valid_to, v.is_latest
    {{#each columns}}, v.{{q name}} as {{parameter}}{{/each}}
from silver.{{q table}} as v
{{#if range_column}}
where v.{{range_column}} between @range_from and @range_to
{{/if}}
order by v.key_hash, v.valid_from
