insert into ops.approvals (approval_id, feed, night, dataset, sha256, reason, approved_by, approved_at)
values (@approval_id, @feed, @night, @dataset, @sha256, @reason, @approved_by, @approved_at)
