-- What the feeds have published into one file.
select
    table_name as TableName,
    feed as Feed,
    night as Night,
    published_at as PublishedAt,
    run_id as RunId,
    next_expected_at as NextExpectedAt,
    generation as Generation,
    blocked_reason as BlockedReason
from gold.data_as_of
order by feed, table_name
