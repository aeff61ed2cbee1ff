-- A cluster, fourth part: erased records, and where a dataset is.

-- name: has_forgotten
-- Whether a dataset has versions whose key was forgotten.
select exists (select 1 from ops.erased_keys where feed = @feed and dataset = @dataset)

-- name: move_forgotten
-- A forgotten key's versions move to where its stand-in places them, without values: the column that places a row can't be null, nor
-- be changed in place. The hashes and the intervals stay.
insert into silver.{{q table}} ({{#each columns}}{{q name}}{{#unless @last}}, {{/unless}}{{/each}})
select {{#each columns}}{{#if is_place}}@stand_in{{else}}{{#if is_forgotten}}null{{else}}{{q name}}{{/if}}{{/if}}{{#unless @last}}, {{/unless}}{{/each}}
from silver.{{q table}}
where key_hash = @key_hash
    and {{q place}} <> @stand_in;

delete from silver.{{q table}}
where key_hash = @key_hash
    and {{q place}} <> @stand_in;

-- name: place
-- Where a table of silver lies: no row on the coordinator alone; no column where every machine holds the whole of it.
select case when partmethod = 'h' then cast(column_to_column_name(cast(logicalrelid as oid), partkey) as text) end as place
from pg_dist_partition
where logicalrelid = cast('silver.{{qs table}}' as regclass)

-- name: plan_here
-- Statements are planned by the coordinator alone: a worker, and the coordinator as the worker that it may be, has not seen the tables
-- of this transaction.
set local citus.explain_distributed_queries = off

-- name: recover
-- Ends what a coordinator that was killed has left prepared on the workers, as it had decided: what is accepted is then in silver.
select recover_prepared_transactions()
