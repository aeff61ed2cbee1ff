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
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null,
    primary key {{bronze_key}} (delivery_id, record_no){{bronze_index}}
){{bronze_storage}};
