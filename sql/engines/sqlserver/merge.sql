-- The changes of a night are folded into silver: one transaction per dataset, which also accepts the night.

-- name: create_stage
-- The changes of one night, loaded before the merge's transaction begins: change is 'open', 'refresh' or 'close'.
-- The columns go by number, so that no name of a feed meets one of ours.
create table {{target}} (
    change nvarchar(10) collate {{collation}} not null,
    key_hash binary(16) not null,
    {{#if is_list}}
    parent_key_hash binary(16),
    {{/if}}
    row_hash binary(16),
    untracked_hash binary(16)
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

-- name: refresh_untracked
-- Untracked columns, and what is derived from them, are refreshed in place, on the open version only (H12).
update v
set untracked_hash = s.untracked_hash{{#each untracked}}, {{q name}} = s.{{parameter}}{{/each}}
from silver.{{q table}} as v
inner join {{stage}} as s on s.key_hash = v.key_hash
where s.change = 'refresh'
    and v.valid_to is null

-- name: analyze_silver
-- A night changes a small part of the open versions, and statistics of a filtered index are renewed by what changes of the whole table.
-- Babelfish has no statistics of its own: PostgreSQL's autovacuum collects them there.
if serverproperty(N'BabelfishVersion') is null
exec (N'update statistics silver.{{qs table}} {{qs open_index}}')
