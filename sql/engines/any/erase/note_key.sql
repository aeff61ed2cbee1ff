-- Versions that begin up to this night have no values any more.
insert into ops.erased_keys (feed, dataset, key_hash, erased_to, erasure_id)
values (@feed, @dataset, @key_hash, @erased_to, @erasure_id)
