-- Erases the values of one record on demand. Each statement can be repeated.

-- name: prepare
-- What is overwritten or deleted is overwritten with zeros in the files.
pragma bronze.secure_delete = on;

pragma silver.secure_delete = on;

pragma ops.secure_delete = on

-- name: settle
-- Into the files, and out of their logs.
pragma wal_checkpoint(truncate)

-- name: vacuum
-- The whole file is rewritten, without what free pages hold.
vacuum {{schema}}
