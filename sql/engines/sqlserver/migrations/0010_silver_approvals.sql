-- What was let through: recorded in the transaction that accepts the night (H24).
if object_id(N'silver.used_approvals', N'U') is null
create table silver.used_approvals (
    approval_id nvarchar(36) collate {{collation}} not null,
    dataset nvarchar(63) collate {{collation}} not null,
    run_id nvarchar(36) collate {{collation}} not null,
    recorded_at datetime2(6) not null,
    primary key (approval_id, dataset)
);
