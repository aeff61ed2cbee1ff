-- Every delivery of a night that a guard has stopped, let through since or not.
select dataset, sha256, guard, detail
from ops.guards
where feed = @feed
    and night = @night
    and outcome in ('stopped', 'approved')
order by dataset, sha256, guard
