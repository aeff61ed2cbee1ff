-- Whether the hash of a forgotten record stands in a column of its key: on a cluster, where null can't. The column, the row's key_hash.
cast({{a}} as text) in (
    encode({{b}}, 'hex'),
    cast(cast(cast('x' || encode(substring({{b}} from 1 for 8), 'hex') as bit(64)) as bigint) as text)
)
