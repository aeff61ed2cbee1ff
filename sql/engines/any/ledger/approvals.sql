-- Every approval of a night, once for each dataset that it was used for.
select a.approval_id, a.dataset, a.sha256, a.reason, a.approved_by, a.approved_at, u.dataset as used_for
from ops.approvals as a
left join silver.used_approvals as u on u.approval_id = a.approval_id
where a.feed = @feed
    and a.night = @night
order by a.approved_at, a.approval_id, u.dataset
