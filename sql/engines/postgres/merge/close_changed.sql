-- The open version of a changed key ends where its new one begins.
update silver.{{q table}} as v
set valid_to = @night, closed_by_run_id = @run_id, is_latest = @no
where v.valid_to is null
    and exists (
        select 1 from {{stage}} as s
        where s.change = 'open' and s.key_hash = v.key_hash{{#each place}} and s.{{parameter}} = v.{{q name}}{{/each}}
    )
