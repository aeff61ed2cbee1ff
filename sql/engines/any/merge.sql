-- The changes of a night are folded into silver: one transaction per dataset, which also accepts the night.

-- name: close_before_return
-- A key that comes back has a closed version that was its latest: it no longer is. Counts the keys that are back (H14).
update silver.{{q table}}
set is_latest = @no
where is_latest = @yes
    and valid_to is not null
    and key_hash in (select key_hash from {{stage}} where change = 'open')

-- name: close_changed
-- The open version of a changed key ends where its new one begins.
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id, is_latest = @no
where valid_to is null
    and key_hash in (select key_hash from {{stage}} where change = 'open')

-- name: close_gone
-- The open version of a key that the full dump no longer holds ends this night, and stays its latest (H14).
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id
where valid_to is null
    and key_hash in (select key_hash from {{stage}} where change = 'close')

-- name: refresh_untracked
-- Untracked columns, and what is derived from them, are refreshed in place, on the open version only (H12).
update silver.{{q table}} as v
set untracked_hash = s.untracked_hash{{#each untracked}}, {{q name}} = s.{{parameter}}{{/each}}
from {{stage}} as s
where s.change = 'refresh'
    and v.key_hash = s.key_hash
    and v.valid_to is null

-- name: open_versions
-- New keys, changed keys and keys that are back. In the order of their hashes, so that the indexes grow at their end.
insert into silver.{{q table}} (
    {{#each columns}}{{q name}}, {{/each}}valid_from, is_latest, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, run_id
)
select
    {{#each columns}}{{parameter}}, {{/each}}@night, @yes, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, @run_id
from {{stage}}
where change = 'open'
order by key_hash
