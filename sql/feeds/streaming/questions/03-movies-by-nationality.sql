-- question: How many movies based on books by authors of the nationality were streamed in the month?
-- definition: Different titles of the streams that start in the month (in the feed's time zone) and that at least one
--   review relates to a book by an author of this nationality. Titles, names and nationalities are compared
--   case-insensitively; deleted reviews, books, authors and nationalities count.
-- unit: movies
-- type: integer
-- format: number
-- params:
--   month: month = 2021-12
--   nationality: text = Singaporeans
with
books as (
    select distinct b.name_match
    from silver.author_nationalities as n
    inner join silver.authors as a on a.name = n.authors_name
    inner join silver.books as b on b.author_match = a.name_match
    where {{is_true 'n.is_latest'}} and {{is_true 'a.is_latest'}} and {{is_true 'b.is_latest'}}
        and n.label_match = {{text_match 'nationality'}}
),
movies as (
    select distinct rm.title_match
    from books as b
    inner join silver.review_books as rb on rb.title_match = b.name_match
    inner join silver.review_movies as rm on rm.reviews_created = rb.reviews_created
    where {{is_true 'rb.is_latest'}} and {{is_true 'rm.is_latest'}}
)
select
    count(distinct s.title_match) as value
from silver.streams as s
inner join movies as m on m.title_match = s.title_match
where {{is_true 's.is_latest'}} and s.user_email is not null
    and s.start_day >= {{day 'month.start'}} and s.start_day < {{day 'month.end'}}
