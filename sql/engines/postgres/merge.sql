-- The changes of a night are folded into silver: one transaction per dataset, which also accepts the night.

-- name: create_stage
-- The changes of one night, loaded before the merge's transaction begins: change is 'open', 'refresh' or 'close'.
-- The columns go by number, so that no name of a feed meets one of ours.
drop table if exists pg_temp.stage;

create temporary table stage (
    change text collate "C" not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea,
    {{/if}}
    row_hash bytea,
    untracked_hash bytea
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

-- name: analyze_stage
-- Nobody else does it for a table as young as this, and without it the merge is planned for one of unknown size.
analyze {{stage}}

-- name: close_before_return
-- A key that comes back has a closed version that was its latest: it no longer is. Counts the keys that are back (H14).
update silver.{{q table}} as v
set is_latest = @no
where v.is_latest = @yes
    and v.valid_to is not null
    and exists (
        select 1 from {{stage}} as s
        where s.change = 'open' and s.key_hash = v.key_hash{{#each place}} and s.{{parameter}} = v.{{q name}}{{/each}}
    )

-- name: close_changed
-- The open version of a changed key ends where its new one begins.
update silver.{{q table}} as v
set valid_to = @night, closed_by_run_id = @run_id, is_latest = @no
where v.valid_to is null
    and exists (
        select 1 from {{stage}} as s
        where s.change = 'open' and s.key_hash = v.key_hash{{#each place}} and s.{{parameter}} = v.{{q name}}{{/each}}
    )

-- name: close_gone
-- The open version of a key that the full dump no longer holds ends this night, and stays its latest (H14).
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id
where valid_to is null
    and key_hash in (select key_hash from {{gone}} where change = 'close')

-- name: refresh_untracked
-- Untracked columns, and what is derived from them, are refreshed in place, on the open version only (H12).
update silver.{{q table}} as v
set untracked_hash = s.untracked_hash{{#each untracked}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'refresh'
    and v.key_hash = s.key_hash{{#each place}}
    and v.{{q name}} = s.{{parameter}}{{/each}}
    and v.valid_to is null

-- name: analyze_silver
analyze silver.{{q table}}
