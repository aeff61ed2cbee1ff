-- One row is a movie and a book that reviews relate to each other: the adaptation, its reviews and its streams.
-- grain: movie_title, book_name
-- reads: silver.movies, silver.streams, silver.books, silver.authors, silver.reviews, silver.review_books, silver.review_movies
-- notes: A pair counts if at least one review names both and the vendor ever listed the book.
--   Books, authors, reviews and their relations count also after the vendor deleted them; titles and names are compared
--   case-insensitively. A movie of several books has several rows with the same streams: do not sum them.
-- columns:
--   movie_title            text           title in the catalogue, or else in a stream, or else in the reviews
--   book_name              text           name of the book in the vendor's list
--   movie_status           text           current, removed or unknown, by our catalogue
--   book_status            text           current or removed, by the vendor's books
--   author                 text           author that the book names
--   author_status          text           current, removed or unknown, by the vendor's authors
--   publisher              text           publisher of the book
--   pages                  integer        pages of the book
--   reviews                integer        reviews that relate the two
--   average_rating         decimal(9,2)   mean rating of these reviews, 1 to 5
--   last_reviewed_at       timestamp      when the latest of these reviews was created
--   streams                integer        streams of the movie
--   viewers                integer        different users who streamed the movie
--   hours_streamed         decimal(12,2)  hours of the movie streamed
with
catalogue as (
    select
        m.title, m.title_match, case when {{is_true 'm.is_current'}} then 'current' else 'removed' end as movie_status,
        row_number() over (partition by m.title_match order by case when {{is_true 'm.is_current'}} then 0 else 1 end, m.valid_from desc, m.key_hash) as choice
    from silver.movies as m where {{is_true 'm.is_latest'}} and m.title is not null
),
streams as (
    select
        s.movie_title, s.title_match, s.user_email, {{microseconds_between 's.start_at' 's.end_at'}} as microseconds,
        row_number() over (partition by s.title_match order by s.start_at, s.key_hash) as appearance
    from silver.streams as s where {{is_true 's.is_latest'}} and s.user_email is not null
),
books as (
    select
        b.name, b.name_match, b.author, b.author_match, b.publisher, b.pages,
        case when {{is_true 'b.is_current'}} then 'current' else 'removed' end as book_status,
        row_number() over (partition by b.name_match order by case when {{is_true 'b.is_current'}} then 0 else 1 end, b.valid_from desc, b.key_hash) as choice
    from silver.books as b where {{is_true 'b.is_latest'}} and b.name is not null
),
authors as (
    select a.name_match, max(case when {{is_true 'a.is_current'}} then 1 else 0 end) as current_authors
    from silver.authors as a where {{is_true 'a.is_latest'}} and a.name is not null group by a.name_match
),
review_movies as (
    select
        rm.reviews_created, rm.title, rm.title_match,
        row_number() over (partition by rm.title_match order by rm.reviews_created, rm.key_hash) as appearance
    from silver.review_movies as rm where {{is_true 'rm.is_latest'}} and rm.title is not null
),
relations as (
    select distinct rm.title_match as movie_match, rb.title_match as book_match, r.created, r.rating_rate
    from silver.reviews as r inner join review_movies as rm on rm.reviews_created = r.created
    inner join silver.review_books as rb on rb.reviews_created = r.created
    where {{is_true 'r.is_latest'}} and {{is_true 'rb.is_latest'}}
),
pairs as (
    select
        q.movie_match, q.book_match, count(*) as reviews, sum(q.rating_rate) as rating_sum, count(q.rating_rate) as rating_count,
        max(q.created) as last_reviewed_at
    from relations as q group by q.movie_match, q.book_match
),
viewing as (
    select s.title_match, count(*) as streams, count(distinct s.user_email) as viewers, sum(s.microseconds) as microseconds
    from streams as s group by s.title_match
)
select
    coalesce(c.title, s.movie_title, rm.title) as movie_title, b.name as book_name,
    coalesce(c.movie_status, 'unknown') as movie_status, b.book_status, b.author,
    case a.current_authors when 1 then 'current' when 0 then 'removed' else 'unknown' end as author_status, b.publisher, b.pages,
    p.reviews, {{ratio 'p.rating_sum' 'p.rating_count' 2}} as average_rating, p.last_reviewed_at, coalesce(v.streams, 0) as streams,
    coalesce(v.viewers, 0) as viewers, {{ratio 'coalesce(v.microseconds, 0)' '3600000000' 2}} as hours_streamed
from pairs as p
inner join books as b on b.name_match = p.book_match and b.choice = 1
inner join review_movies as rm on rm.title_match = p.movie_match and rm.appearance = 1
left join catalogue as c on c.title_match = p.movie_match and c.choice = 1
left join streams as s on s.title_match = p.movie_match and s.appearance = 1
left join authors as a on a.name_match = b.author_match
left join viewing as v on v.title_match = p.movie_match
