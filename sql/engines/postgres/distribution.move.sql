-- A cluster, second part: versions that change machines with a correction.

-- name: create_rewrite_stage
-- The way from silver as it is to silver as it is to be: change is 'take_back', 'copy', 'write', 'mark' or 'derive'. What is withdrawn is known
-- by its hash only, so every machine has the whole of it.
-- The columns go by number, so that no name of a feed meets one of ours.
create unlogged table {{stage}} (
    change text collate "C" not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea,
    {{/if}}
    row_hash bytea,
    untracked_hash bytea,
    source_from timestamp with time zone,
    valid_from timestamp with time zone not null,
    valid_to timestamp with time zone,
    is_latest boolean
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

create index on {{stage}} (key_hash);

select create_reference_table('{{s stage}}');

-- name: create_stage
-- The changes of one night, on the machines of the dataset: what is joined with it can't be a table of the session. The run's token
-- is in its name: a run that was paused touches nothing of its successor's.
-- The columns go by number, so that no name of a feed meets one of ours.
create unlogged table {{stage}} (
    change text collate "C" not null,
    key_hash bytea not null,
    {{#if is_list}}
    parent_key_hash bytea,
    {{/if}}
    row_hash bytea,
    untracked_hash bytea
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

{{#each place}}
select create_distributed_table('{{s ../stage}}', '{{parameter}}', colocate_with => 'silver.{{qs ../table}}');
{{else}}
select create_reference_table('{{s stage}}');
{{/each}}

-- The keys that are gone are known by their hashes only, and go to every machine.
drop table if exists pg_temp.gone;

create temporary table gone (change text collate "C" not null, key_hash bytea not null);

-- name: drop_stage
drop table if exists ops.{{q table}}

-- name: exists
-- Whether the database is the coordinator of a Citus cluster.
select exists (select 1 from pg_extension where extname = 'citus')
