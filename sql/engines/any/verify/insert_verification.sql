insert into ops.verifications (verification_id, feed, started_at, elapsed_ms, sample, versions, deviations, findings, unverified)
values (@verification_id, @feed, @started_at, @elapsed_ms, @sample, @versions, @deviations, @findings, @unverified)
