-- The approval is used up: in the transaction that accepts the night (H24).
insert into silver.used_approvals (approval_id, dataset, run_id, recorded_at)
values (@approval_id, @dataset, @run_id, @recorded_at)
