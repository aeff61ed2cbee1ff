-- The tables of one dataset in bronze and silver.

-- name: create_bronze
-- What arrived and was not known before, as it came. Append-only.
-- grain: delivery_id, record_no
if object_id(N'bronze.{{qs table}}', N'U') is null
create table bronze.{{q table}} (
    delivery_id binary(16) not null,
    record_no bigint not null,
    line_no bigint not null,
    byte_offset bigint,
    key_hash binary(16) not null,
    row_hash binary(16) not null,
    raw nvarchar(max) collate {{collation}} not null,
    run_id uniqueidentifier not null,
    recorded_at datetime2(6) not null,
    primary key {{bronze_key}} (delivery_id, record_no){{bronze_index}}
){{bronze_storage}};

-- name: create_silver
-- Every version of every record, and the versions that corrections took back. They lie in the order of their nights.
-- grain: key_hash, valid_from; one open version per key (H6)
if object_id(N'silver.{{qs table}}', N'U') is null
create table silver.{{q table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from datetime2(6) not null,
    valid_to datetime2(6),
    is_current as cast(case when valid_to is null then 1 else 0 end as bit) persisted not null,
    is_latest bit not null,
    key_hash binary(16) not null,
    {{#if is_list}}
    parent_key_hash binary(16) not null,
    {{/if}}
    row_hash binary(16) not null,
    untracked_hash binary(16),
    run_id uniqueidentifier not null,
    closed_by_run_id uniqueidentifier,
    check (valid_to > valid_from)
);

if not exists (select 1 from sys.indexes where object_id = object_id(N'silver.{{qs table}}') and name = N'{{s night_index}}')
create unique clustered index {{q night_index}} on silver.{{q table}} (valid_from, key_hash){{storage}};

if not exists (select 1 from sys.indexes where object_id = object_id(N'silver.{{qs table}}') and name = N'{{s version_index}}')
create unique index {{q version_index}} on silver.{{q table}} (key_hash, valid_from){{storage}};

if not exists (select 1 from sys.indexes where object_id = object_id(N'silver.{{qs table}}') and name = N'{{s open_index}}')
create unique index {{q open_index}} on silver.{{q table}} (key_hash)
include (valid_to, row_hash, untracked_hash{{#if is_list}}, parent_key_hash{{/if}}) where valid_to is null{{storage}};

if object_id(N'silver.{{qs superseded_table}}', N'U') is null
create table silver.{{q superseded_table}} (
    {{#each columns}}
    {{q name}} {{type}},
    {{/each}}
    valid_from datetime2(6) not null,
    valid_to datetime2(6),
    key_hash binary(16) not null,
    {{#if is_list}}
    parent_key_hash binary(16) not null,
    {{/if}}
    row_hash binary(16) not null,
    untracked_hash binary(16),
    run_id uniqueidentifier not null,
    closed_by_run_id uniqueidentifier,
    known_from datetime2(6) not null,
    known_to datetime2(6) not null,
    superseded_by_run_id uniqueidentifier not null
);
