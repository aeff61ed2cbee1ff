-- When the run worked, once: it tells since when a version is believed (H37).
insert into silver.recordings (run_id, recorded_at)
select @run_id, @recorded_at
where not exists (select 1 from silver.recordings where run_id = @run_id)
