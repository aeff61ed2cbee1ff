-- What the database itself has of a dataset after a night.
select
    (select count(*) from silver.{{q table}} where valid_to is null) as open_versions,
    (select count(*) from bronze.{{q table}} where delivery_id = @delivery_id) as landed,
    (select count(*) from ops.quarantine where delivery_id = @delivery_id) as quarantined
