-- Shares outside 0 to 100, or an average rating outside 1 to 5.
select
    e.completion_percent,
    e.book_based_percent,
    e.average_rating
from gold.executive_summary as e
where e.completion_percent < 0
    or e.completion_percent > 100
    or e.book_based_percent < 0
    or e.book_based_percent > 100
    or e.average_rating < 1
    or e.average_rating > 5
