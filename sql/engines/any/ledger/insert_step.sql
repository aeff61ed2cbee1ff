insert into ops.steps (run_id, sequence, step, subject, elapsed_ms, bytes, row_count, fault)
values (@run_id, @sequence, @step, @subject, @elapsed_ms, @bytes, @row_count, @fault)
