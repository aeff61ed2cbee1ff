-- Nobody else does it for a temporary table, and without it the merge is planned for a table of unknown size.
analyze pg_temp.stage
