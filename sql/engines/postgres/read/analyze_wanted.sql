-- Nobody else does it for a temporary table, and without it a look-up is planned for a table of unknown size.
analyze pg_temp.wanted
