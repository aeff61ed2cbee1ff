-- Whether the hash of a forgotten record stands in a column of its key: never, as null can. The column, the row's key_hash.
({{a}} is null and {{b}} is null)
