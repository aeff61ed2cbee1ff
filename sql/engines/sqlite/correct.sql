-- A night that is not the newest is inserted, replaced or withdrawn: the versions of one dataset, in one transaction.

-- name: create_stage
-- The way from silver as it is to silver as it is to be: change is 'take_back', 'copy', 'write', 'mark' or 'derive'.
-- The columns go by number, so that no name of a feed meets one of ours.
drop table if exists temp.stage;

create temp table stage (
    change text not null,
    key_hash blob not null,
    {{#if is_list}}
    parent_key_hash blob,
    {{/if}}
    row_hash blob,
    untracked_hash blob,
    source_from text,
    valid_from text not null,
    valid_to text,
    is_latest integer
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
) strict;

create index temp.stage_keys on stage (key_hash);

-- name: insert_stage
insert into temp.stage (
    change, key_hash{{#if is_list}}, parent_key_hash{{/if}}, row_hash, untracked_hash, source_from, valid_from, valid_to, is_latest{{#each columns}}, {{parameter}}{{/each}}
)
values (
    @change, @key_hash{{#if is_list}}, @parent_key_hash{{/if}}, @row_hash, @untracked_hash, @source_from, @valid_from, @valid_to, @is_latest{{#each columns}}, @{{parameter}}{{/each}}
)
