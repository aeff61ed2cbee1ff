insert into ops.checks (run_id, name, severity, offending, samples) values (@run_id, @name, @severity, @offending, @samples)
