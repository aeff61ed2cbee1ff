insert into ops.erasures (erasure_id, feed, dataset, key_hash, reason, erased_by, began_at)
values (@erasure_id, @feed, @dataset, @key_hash, @reason, @erased_by, @began_at)
