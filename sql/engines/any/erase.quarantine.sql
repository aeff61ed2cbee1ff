-- Erasing, second part: quarantined rows, the counts, and the end of an erasure.

-- name: quarantine_key
update ops.quarantine
set raw = '', value = null, message = @message
where feed = @feed and dataset = @dataset and key_hash = @key_hash

-- name: quarantine_children
update ops.quarantine
set raw = '', value = null, message = @message
where feed = @feed and dataset = @dataset and parent_key_hash = @key_hash

-- name: quarantine_raw
select delivery_id, record_no, raw from ops.quarantine where feed = @feed

-- name: quarantine_row
update ops.quarantine set raw = '', value = null, message = @message where delivery_id = @delivery_id and record_no = @record_no

-- name: release_key
delete from ops.erased_keys where feed = @feed and dataset = @dataset and key_hash = @key_hash

-- name: count
-- What the tables hold of one key.
select
    (select count(*) from silver.{{q table}} where key_hash = @key_hash) as versions,
    (select count(*) from silver.{{q superseded_table}} where key_hash = @key_hash) as superseded,
    (select count(*) from bronze.{{q table}} where key_hash = @key_hash) as landed,
    (select count(*) from ops.quarantine where feed = @feed and dataset = @dataset and key_hash = @key_hash) as quarantined

-- name: finish
update ops.erasures set finished_at = @finished_at, counts = @counts where erasure_id = @erasure_id
