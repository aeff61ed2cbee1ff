-- The tables of one dataset in bronze and silver.

-- name: create_bronze
-- What arrived and was not known before, as it came. Append-only.
-- grain: delivery_id, record_no
create table if not exists bronze.{{q table}} (
    delivery_id blob not null,
    record_no integer not null,
    line_no integer not null,
    byte_offset integer,
    key_hash blob not null,
    row_hash blob not null,
    raw text not null,
    run_id blob not null,
    recorded_at text not null,
    primary key (delivery_id, record_no)
) strict;

-- name: create_silver
-- Every version of every record, and the versions that corrections took back.
-- grain: key_hash, valid_from; one open version per key (H6)
create table if not exists silver.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from text not null,
    valid_to text,
    is_current integer not null generated always as (valid_to is null) virtual,
    is_latest integer not null,
    key_hash blob not null,
    {{#if is_list}}
    parent_key_hash blob not null,
    {{/if}}
    row_hash blob not null,
    untracked_hash blob,
    run_id blob not null,
    closed_by_run_id blob,
    check (valid_to > valid_from)
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
    run_id blob not null,
    closed_by_run_id blob,
    known_from text not null,
    known_to text not null,
    superseded_by_run_id blob not null
) strict;

-- name: create_read_index
-- What a night reads of the open versions, by the dataset's mode, in an index that holds all of it: the versions themselves lie
-- in the order of their nights, and fetching each would be a step to another page of the file.
{{#if is_full}}
create index if not exists silver.{{q fingerprint_index}} on {{q table}} (
    key_hash, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}
) where valid_to is null;
{{/if}}
{{#if is_looked_up_list}}
create index if not exists silver.{{q family_index}} on {{q table}} (parent_key_hash);
{{/if}}

-- What an older night asks for: which versions begin or end at a night or after it. Both grow at their end.
create index if not exists silver.{{q begins_index}} on {{q table}} (valid_from);

create index if not exists silver.{{q ends_index}} on {{q table}} (valid_to) where valid_to is not null;
