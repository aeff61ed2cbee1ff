update ops.runs set finished_at = @finished_at, state = @state, message = @message where run_id = @run_id
