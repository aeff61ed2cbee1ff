-- What the bulk load brings before it lands.
create table {{target}} (
    delivery_id binary(16) not null,
    record_no bigint not null,
    feed nvarchar(63) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    night date not null,
    [file] nvarchar(max) collate {{collation}} not null,
    line_no bigint not null,
    byte_offset bigint,
    reason nvarchar(63) collate {{collation}} not null,
    column_name nvarchar(max) collate {{collation}},
    value nvarchar(max) collate {{collation}},
    message nvarchar(max) collate {{collation}} not null,
    key_hash binary(16),
    parent_key_hash binary(16),
    raw nvarchar(max) collate {{collation}} not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null
);
