-- question: What percentage of the movies streamed in the month are based on books?
-- definition: Different titles of the streams that start in the month (in the feed's time zone) and that at least one
--   review relates to a book that the vendor ever listed, per hundred different titles of these streams. Titles are
--   compared case-insensitively; deleted reviews and books count.
-- unit: percent
-- type: decimal(9,6)
-- format: number
-- params:
--   month: month = 2021-12
with
streamed as (
    select distinct s.title_match
    from silver.streams as s
    where {{is_true 's.is_latest'}} and s.user_email is not null
        and s.start_day >= {{day 'month.start'}} and s.start_day < {{day 'month.end'}}
),
based_on_books as (
    select distinct rm.title_match
    from silver.review_movies as rm
    inner join silver.review_books as rb on rb.reviews_created = rm.reviews_created
    inner join silver.books as b on b.name_match = rb.title_match
    where {{is_true 'rm.is_latest'}} and {{is_true 'rb.is_latest'}} and {{is_true 'b.is_latest'}}
)
select
    {{ratio '100 * cast(count(b.title_match) as bigint)' 'count(s.title_match)' 6}} as value
from streamed as s
left join based_on_books as b on b.title_match = s.title_match
