-- The tables of one dataset in bronze and silver.

-- name: create_bronze
-- What arrived and was not known before, as it came. Append-only.
-- grain: delivery_id, record_no
create table if not exists bronze.{{q table}} (
    delivery_id bytea not null,
    record_no bigint not null,
    line_no bigint not null,
    byte_offset bigint,
    key_hash bytea not null,
    row_hash bytea not null,
    raw text collate "C" not null,
    run_id uuid not null,
    recorded_at timestamp with time zone not null,
    primary key (delivery_id, record_no)
);

-- name: create_silver
-- Every version of every record, and the versions that corrections took back.
-- grain: key_hash, valid_from; one open version per key (H6)
create table if not exists silver.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from timestamp with time zone not null,
    valid_to timestamp with time zone,
    is_current boolean not null generated always as (valid_to is null) stored,
    is_latest boolean not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea not null,
    {{/if}}
    row_hash bytea not null,
    untracked_hash bytea,
    run_id uuid not null,
    closed_by_run_id uuid,
    check (valid_to > valid_from)
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
    run_id uuid not null,
    closed_by_run_id uuid,
    known_from timestamp with time zone not null,
    known_to timestamp with time zone not null,
    superseded_by_run_id uuid not null
);

-- name: create_read_index
-- What a night reads of the open versions, by the dataset's mode, in an index that holds all of it: a scan of the table would
-- grow with its history.
{{#if is_full}}
create index if not exists {{q fingerprint_index}} on silver.{{q table}} (key_hash)
include (row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}) where valid_to is null;
{{/if}}
{{#if is_looked_up_list}}
create index if not exists {{q family_index}} on silver.{{q table}} (parent_key_hash);
{{/if}}

-- What an older night asks for: which versions begin or end at a night or after it. Both grow at their end.
create index if not exists {{q begins_index}} on silver.{{q table}} (valid_from);

create index if not exists {{q ends_index}} on silver.{{q table}} (valid_to) where valid_to is not null;
