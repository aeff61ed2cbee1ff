-- What guards found of a delivery, and who approved it.

-- name: forget_guard
delete from ops.guards where feed = @feed and night = @night and dataset = @dataset and sha256 = @sha256 and guard = @guard

-- name: insert_guard
-- One row per delivery and guard: the last run's word.
insert into ops.guards (feed, night, dataset, sha256, guard, outcome, detail, run_id, recorded_at)
values (@feed, @night, @dataset, @sha256, @guard, @outcome, @detail, @run_id, @recorded_at)

-- name: blocked_deliveries
-- Every delivery of a night that a guard has stopped, approved since or not.
select dataset, sha256, guard, detail
from ops.guards
where feed = @feed
    and night = @night
    and outcome in ('stopped', 'approved')
order by dataset, sha256, guard

-- name: insert_approval
insert into ops.approvals (approval_id, feed, night, dataset, sha256, reason, approved_by, approved_at)
values (@approval_id, @feed, @night, @dataset, @sha256, @reason, @approved_by, @approved_at)

-- name: approvals
-- Every approval of a night, once for each dataset that it was used for.
select a.approval_id, a.dataset, a.sha256, a.reason, a.approved_by, a.approved_at, u.dataset as used_for
from ops.approvals as a
left join {{history}}used_approvals as u on u.approval_id = a.approval_id
where a.feed = @feed
    and a.night = @night
order by a.approved_at, a.approval_id, u.dataset
