-- Into the files, and out of their logs.
pragma wal_checkpoint(truncate)
