-- Whether a dataset has versions whose key was forgotten.
select exists (select 1 from ops.erased_keys where feed = @feed and dataset = @dataset)
