select to_regclass('ops.migrations') is not null
