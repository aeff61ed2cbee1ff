-- A reference table: every machine holds the whole of it.
set local citus.multi_shard_modify_mode = 'sequential';

select create_reference_table('silver.{{qs table}}');

select create_reference_table('silver.{{qs superseded_table}}');
