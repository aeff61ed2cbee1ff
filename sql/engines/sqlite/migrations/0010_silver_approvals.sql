-- What was let through: recorded in the transaction that accepts the night (H24).
create table if not exists silver.used_approvals (
    approval_id text not null,
    dataset text not null,
    run_id text not null,
    recorded_at text not null,
    primary key (approval_id, dataset)
) strict;
