-- Bronze is spread by the number of the record: in one delivery it differs, and the primary key holds it.
select create_distributed_table('bronze.{{qs table}}', 'record_no')
where not exists (select 1 from pg_dist_partition where logicalrelid = cast('bronze.{{qs table}}' as regclass));

select truncate_local_data_after_distributing_table('bronze.{{qs table}}');
