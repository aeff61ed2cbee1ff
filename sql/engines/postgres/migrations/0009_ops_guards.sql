-- What guards found, and who let what through (H23, H24).
create table if not exists ops.guards (
    feed text collate "C" not null,
    night date not null,
    dataset text collate "C" not null,
    sha256 text collate "C" not null,
    guard text collate "C" not null,
    outcome text collate "C" not null,
    detail text collate "C" not null,
    run_id text collate "C" not null,
    recorded_at timestamp with time zone not null,
    primary key (feed, night, dataset, sha256, guard)
);

create table if not exists ops.approvals (
    approval_id text collate "C" not null primary key,
    feed text collate "C" not null,
    night date not null,
    dataset text collate "C" not null,
    sha256 text collate "C" not null,
    reason text collate "C" not null,
    approved_by text collate "C" not null,
    approved_at timestamp with time zone not null
);
