-- What the bulk load brings before it lands.
create table {{target}} (
    delivery_id binary(16) not null,
    record_no bigint not null,
    line_no bigint not null,
    byte_offset bigint,
    key_hash binary(16) not null,
    row_hash binary(16) not null,
    raw nvarchar(max) collate {{collation}} not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null
);
