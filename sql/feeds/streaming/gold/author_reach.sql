-- One row is an author: nationalities, books, the movies that reviews relate to these books, and their audience.
-- grain: author_name
-- reads: silver.authors, silver.author_nationalities, silver.books, silver.streams, silver.reviews, silver.review_books, silver.review_movies
-- notes: Every author that the vendor ever listed, and every author that a book names and the vendor never listed (unknown).
--   Deleted records still count, deleted nationalities too. Names and titles are compared case-insensitively. A stream
--   counts once per author, also if its movie is related to several of the author's books.
-- columns:
--   author_name            text           name in the vendor's list, or else in the books
--   author_status          text           current, removed or unknown, by the vendor's authors
--   nationalities          text           nationalities, each once, sorted, separated by a comma and a space
--   birth_date             date           date of birth
--   death_date             date           date of death as delivered, also if it is in the future
--   books                  integer        books by the author
--   movies_related         integer        different movies that a review relates to one of these books
--   movies_streamed        integer        those of them that were streamed
--   streams                integer        streams of these movies
--   viewers                integer        different users who streamed one
--   hours_streamed         decimal(12,2)  hours of these movies streamed
--   reviews                integer        reviews that name one of the books
--   average_rating         decimal(9,2)   mean rating of these reviews, 1 to 5
with listed as (
    select
        a.name, a.name_match, a.birth_date, a.died_at,
        case when {{is_true 'a.is_current'}} then 'current' else 'removed' end as author_status,
        row_number() over (partition by a.name_match order by case when {{is_true 'a.is_current'}} then 0 else 1 end, a.valid_from desc, a.key_hash) as choice
    from silver.authors as a where {{is_true 'a.is_latest'}} and a.name is not null
),
books as (
    select
        b.name_match, b.author, b.author_match,
        row_number() over (partition by b.name_match order by case when {{is_true 'b.is_current'}} then 0 else 1 end, b.valid_from desc, b.key_hash) as choice,
        row_number() over (partition by b.author_match order by b.valid_from desc, b.key_hash) as appearance
    from silver.books as b where {{is_true 'b.is_latest'}} and b.name is not null and b.author_match is not null
),
authors as (
    select a.name as author_name, a.name_match, a.author_status, a.birth_date, a.died_at from listed as a where a.choice = 1
    union all
    select b.author, b.author_match, 'unknown' as author_status, null as birth_date, null as died_at
    from books as b left join listed as a on a.name_match = b.author_match where b.appearance = 1 and a.name_match is null
),
labels as (
    select distinct a.name_match, n.label from silver.author_nationalities as n inner join listed as a on a.name = n.authors_name
    where {{is_true 'n.is_latest'}} and n.label is not null
),
nationalities as (
    select l.name_match, {{string_agg 'l.label' ', ' 'l.label'}} as nationalities from labels as l group by l.name_match
),
bibliography as (select b.author_match, count(*) as books from books as b where b.choice = 1 group by b.author_match),
opinions as (
    select distinct b.author_match, r.created, r.rating_rate
    from books as b inner join silver.review_books as rb on rb.title_match = b.name_match
    inner join silver.reviews as r on r.created = rb.reviews_created
    where b.choice = 1 and {{is_true 'rb.is_latest'}} and {{is_true 'r.is_latest'}}
),
reception as (
    select o.author_match, count(*) as reviews, sum(o.rating_rate) as rating_sum, count(o.rating_rate) as rating_count
    from opinions as o group by o.author_match
),
adaptations as (
    select distinct o.author_match, rm.title_match
    from opinions as o inner join silver.review_movies as rm on rm.reviews_created = o.created
    where {{is_true 'rm.is_latest'}} and rm.title is not null
),
reach as (
    select
        d.author_match, count(distinct d.title_match) as movies_related, count(distinct s.title_match) as movies_streamed,
        count(s.user_email) as streams, count(distinct s.user_email) as viewers,
        sum({{microseconds_between 's.start_at' 's.end_at'}}) as microseconds
    from adaptations as d left join silver.streams as s on s.title_match = d.title_match and {{is_true 's.is_latest'}}
    group by d.author_match
)
select
    a.author_name, a.author_status, n.nationalities, a.birth_date, a.died_at as death_date, coalesce(b.books, 0) as books,
    coalesce(h.movies_related, 0) as movies_related, coalesce(h.movies_streamed, 0) as movies_streamed,
    coalesce(h.streams, 0) as streams, coalesce(h.viewers, 0) as viewers,
    {{ratio 'coalesce(h.microseconds, 0)' '3600000000' 2}} as hours_streamed, coalesce(p.reviews, 0) as reviews,
    {{ratio 'p.rating_sum' 'p.rating_count' 2}} as average_rating
from authors as a left join nationalities as n on n.name_match = a.name_match
left join bibliography as b on b.author_match = a.name_match left join reach as h on h.author_match = a.name_match
left join reception as p on p.author_match = a.name_match
