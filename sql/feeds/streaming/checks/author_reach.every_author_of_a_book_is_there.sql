-- Authors of adapted books who have no row of their own, neither by listed name nor by the name in the books.
select
    a.movie_title,
    a.book_name,
    a.author
from gold.book_adaptations as a
where a.author is not null
    and not exists (
        select 1
        from silver.books as b
        inner join silver.authors as w on w.name_match = b.author_match
        inner join gold.author_reach as r on r.author_name = w.name
        where b.name = a.book_name
    )
    and not exists (
        select 1
        from gold.author_reach as r
        where r.author_name = a.author
    )
