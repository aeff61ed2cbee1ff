delete from ops.reconciliations where run_id = @run_id and dataset = @dataset
