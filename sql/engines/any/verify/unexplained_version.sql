-- Versions whose record is nowhere in bronze (H36), of those that the run wrote which accepted their night. What a correction wrote,
-- of another night or of this one read otherwise, may be of a record that landed with other hashes, or not at all (a conflict that
-- was taken back, a value that is held): the archive explains it, from which it is told again.
select {{#each keys}}v.{{q name}} as {{parameter}}, {{/each}}v.valid_from, v.valid_to
from silver.{{q table}} as v
inner join (
    select n.valid_from, n.run_id
    from silver.accepted_nights as n
    left join (select distinct s.valid_from from silver.{{q superseded_table}} as s) as c on c.valid_from = n.valid_from
    left join silver.superseded_nights as o
        on o.feed = n.feed and o.dataset = n.dataset and o.valid_from = n.valid_from and o.state <> 'withdrawn'
    where n.feed = @feed and n.dataset = @dataset and c.valid_from is null and o.valid_from is null
) as n on n.valid_from = v.valid_from and n.run_id = v.run_id
left join (select distinct key_hash, row_hash from bronze.{{q table}}) as b on b.key_hash = v.key_hash and b.row_hash = v.row_hash
where b.key_hash is null
order by v.key_hash, v.valid_from
