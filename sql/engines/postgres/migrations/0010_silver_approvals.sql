-- What was let through: recorded in the transaction that accepts the night (H24).
create table if not exists silver.used_approvals (
    approval_id text collate "C" not null,
    dataset text collate "C" not null,
    run_id text collate "C" not null,
    recorded_at timestamp with time zone not null,
    primary key (approval_id, dataset)
);
