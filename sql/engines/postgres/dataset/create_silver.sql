-- Every version of every record, and the versions that corrections took back.
-- grain: key_hash, valid_from; one open version per key (H6)
create table if not exists silver.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from timestamp with time zone not null,
    valid_to timestamp with time zone check (valid_to > valid_from),
    is_current boolean not null generated always as (valid_to is null) stored,
    is_latest boolean not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea not null,
    {{/if}}
    row_hash bytea not null,
    untracked_hash bytea,
    run_id text collate "C" not null,
    closed_by_run_id text collate "C"
);

create unique index if not exists {{q open_index}} on silver.{{q table}} (key_hash) where valid_to is null;

create unique index if not exists {{q version_index}} on silver.{{q table}} (key_hash, valid_from);

create table if not exists silver.{{q superseded_table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from timestamp with time zone not null,
    valid_to timestamp with time zone,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea not null,
    {{/if}}
    row_hash bytea not null,
    untracked_hash bytea,
    run_id text collate "C" not null,
    closed_by_run_id text collate "C",
    believed_from timestamp with time zone not null,
    believed_to timestamp with time zone not null,
    superseded_by_run_id text collate "C" not null
);
