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
    run_id text not null,
    recorded_at text not null,
    primary key (delivery_id, record_no)
) strict;
