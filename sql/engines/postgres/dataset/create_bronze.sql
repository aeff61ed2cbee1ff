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
    run_id text collate "C" not null,
    recorded_at timestamp with time zone not null,
    primary key (delivery_id, record_no)
);
