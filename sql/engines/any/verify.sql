-- What verification reads and records. It changes no history.

-- name: tables
-- The columns of a feed's tables in silver, as they are.
select dataset, name, type, role from {{history}}dataset_columns where feed = @feed order by dataset, position

-- name: erased_keys
select key_hash, erased_to from ops.erased_keys where feed = @feed and dataset = @dataset

-- name: held_keys
select night, scope, hash from {{history}}held_keys where feed = @feed and dataset = @dataset

-- name: column_renames
-- What a feed's columns have been called since its nights were accepted, in order.
select dataset, night, run_id, from_name, to_name from {{history}}column_renames where feed = @feed order by dataset, rename_no

-- name: versions
-- Every version of a part of the keys, by key and time.
select
    v.key_hash, v.row_hash, v.untracked_hash{{#if is_list}}, v.parent_key_hash{{/if}}, v.valid_from, v.valid_to, v.is_latest
    {{#each columns}}, v.{{q name}} as {{parameter}}{{/each}}
from silver.{{q table}} as v
{{#if range_column}}
where v.{{range_column}} between @range_from and @range_to
{{/if}}
order by v.key_hash, v.valid_from

-- name: written_by_run
-- The versions that one run wrote of one night.
select count(*)
from silver.{{q table}}
where valid_from = @valid_from
    and run_id = @run_id

-- name: counted
-- What the database itself has of a dataset after a night.
select
    (select count(*) from silver.{{q table}} where valid_to is null) as open_versions,
    (select count(*) from bronze.{{q table}} where delivery_id = @delivery_id) as landed,
    (select count(*) from ops.quarantine where delivery_id = @delivery_id) as quarantined

-- name: forget_reconciliation
delete from ops.reconciliations where run_id = @run_id and dataset = @dataset

-- name: insert_reconciliation
-- Whether a night adds up, and what it adds up to (H34).
insert into ops.reconciliations (
    run_id, feed, dataset, night, records, accepted, collapsed, skipped, quarantined, quarantined_found, landed_least, landed_found,
    open_expected, open_found, holds
)
values (
    @run_id, @feed, @dataset, @night, @records, @accepted, @collapsed, @skipped, @quarantined, @quarantined_found, @landed_least, @landed_found,
    @open_expected, @open_found, @holds
)

-- name: insert_verification
insert into ops.verifications (verification_id, feed, started_at, elapsed_ms, sample, versions, deviations, findings, unverified)
values (@verification_id, @feed, @started_at, @elapsed_ms, @sample, @versions, @deviations, @findings, @unverified)
