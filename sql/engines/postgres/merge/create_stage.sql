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
