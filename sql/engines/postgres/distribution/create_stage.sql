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
