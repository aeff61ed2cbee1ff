-- A night that is not the newest is inserted, replaced or withdrawn: the versions of one dataset, in one transaction.

-- name: create_stage
-- The way from silver as it is to silver as it is to be: change is 'take_back', 'copy', 'write', 'mark' or 'derive'.
-- The columns go by number, so that no name of a feed meets one of ours.
drop table if exists pg_temp.stage;

create temporary table stage (
    change text collate "C" not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea,
    {{/if}}
    row_hash bytea,
    untracked_hash bytea,
    source_from timestamp with time zone,
    valid_from timestamp with time zone not null,
    valid_to timestamp with time zone,
    is_latest boolean
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

create index stage_keys on stage (key_hash);
