-- What the tables hold of one key.
select
    (select count(*) from silver.{{q table}} where key_hash = @key_hash) as versions,
    (select count(*) from silver.{{q superseded_table}} where key_hash = @key_hash) as superseded,
    (select count(*) from bronze.{{q table}} where key_hash = @key_hash) as landed,
    (select count(*) from ops.quarantine where feed = @feed and dataset = @dataset and key_hash = @key_hash) as quarantined
