-- The changes of a night are folded into silver: one transaction per dataset, which also accepts the night.

-- name: create_stage
-- The changes of one night, loaded before the merge's transaction begins: change is 'open', 'refresh' or 'close'.
-- The columns go by number, so that no name of a feed meets one of ours.
drop table if exists temp.stage;

create temp table stage (
    change text not null,
    key_hash blob not null,
    {{#if is_list}}
    parent_key_hash blob,
    {{/if}}
    row_hash blob,
    untracked_hash blob
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
) strict;

-- name: insert_stage
insert into temp.stage (
    change, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash{{#each columns}}, {{parameter}}{{/each}}
)
values (
    @change, @key_hash{{#if is_list}}, @parent_key_hash{{/if}}, @row_hash, @untracked_hash{{#each columns}}, @{{parameter}}{{/each}}
)
