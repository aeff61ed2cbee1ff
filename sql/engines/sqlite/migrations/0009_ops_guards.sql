-- What guards found, and who let what through (H23, H24).
create table if not exists ops.guards (
    feed text not null,
    night text not null,
    dataset text not null,
    sha256 text not null,
    guard text not null,
    outcome text not null,
    detail text not null,
    run_id text not null,
    recorded_at text not null,
    primary key (feed, night, dataset, sha256, guard)
) strict;

create table if not exists ops.approvals (
    approval_id text not null primary key,
    feed text not null,
    night text not null,
    dataset text not null,
    sha256 text not null,
    reason text not null,
    approved_by text not null,
    approved_at text not null
) strict;
