-- An erasure of the same key that was broken off.
select erasure_id from ops.erasures where feed = @feed and dataset = @dataset and key_hash = @key_hash and finished_at is null
