-- Every version of every record, and the versions that corrections took back.
-- grain: key_hash, valid_from; one open version per key (H6)
create table if not exists silver.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from text not null,
    valid_to text check (valid_to > valid_from),
    is_current integer not null generated always as (valid_to is null) virtual,
    is_latest integer not null,
    key_hash blob not null,
    {{#if is_list}}
    parent_key_hash blob not null,
    {{/if}}
    row_hash blob not null,
    untracked_hash blob,
    run_id text not null,
    closed_by_run_id text
) strict;

create unique index if not exists silver.{{q open_index}} on {{q table}} (key_hash) where valid_to is null;

create unique index if not exists silver.{{q version_index}} on {{q table}} (key_hash, valid_from);

create table if not exists silver.{{q superseded_table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from text not null,
    valid_to text,
    key_hash blob not null,
    {{#if is_list}}
    parent_key_hash blob not null,
    {{/if}}
    row_hash blob not null,
    untracked_hash blob,
    run_id text not null,
    closed_by_run_id text,
    believed_from text not null,
    believed_to text not null,
    superseded_by_run_id text not null
) strict;
