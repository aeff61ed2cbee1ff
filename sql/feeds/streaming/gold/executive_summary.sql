-- One row: a summary of the whole feed, from the first known stream to the last.
-- grain: one row
-- reads: silver.movies, silver.users, silver.streams, silver.books, silver.authors, silver.reviews, silver.review_books, silver.review_movies
-- notes: Movies and users are the current ones; books, authors and reviews are all that the vendor ever listed.
--   A title is based on a book if a review names both and the vendor ever listed the book. Titles are compared
--   case-insensitively. Median: for an even number of streams, the mean of the middle two.
--   Completed: the stream lasted at least as long as its movie; the share leaves out titles of unknown length.
-- columns:
--   first_activity_date      date           day of the first stream, in the feed's time zone
--   last_activity_date       date           day of the last stream
--   streams                  integer        streams
--   viewers                  integer        different users who streamed
--   users                    integer        current users
--   movies                   integer        current movies
--   movies_streamed          integer        different titles streamed
--   hours_streamed           decimal(12,2)  hours from start to end, over all streams
--   average_minutes          decimal(12,2)  mean minutes from start to end of a stream
--   gigabytes_streamed       decimal(12,3)  gigabytes sent (1 GB = 1000 MB)
--   median_gigabytes         decimal(12,6)  median gigabytes of a stream
--   completion_percent       decimal(9,2)   streams that lasted at least as long as their movie, per hundred
--   book_based_movies        integer        titles streamed that are based on a book
--   book_based_percent       decimal(9,2)   those per hundred titles streamed
--   books                    integer        books
--   authors                  integer        authors
--   reviews                  integer        reviews
--   average_rating           decimal(9,2)   mean rating of all reviews, 1 to 5
with
spellings as (
    select
        m.title_match, m.duration_mins,
        row_number() over (partition by m.title_match order by case when {{is_true 'm.is_current'}} then 0 else 1 end, m.valid_from desc, m.key_hash) as choice
    from silver.movies as m where {{is_true 'm.is_latest'}} and m.title is not null
),
streams as (
    select
        s.title_match, s.user_email, s.start_day, {{microseconds_between 's.start_at' 's.end_at'}} as microseconds,
        {{whole 's.size_mb * 1000000'}} as bytes
    from silver.streams as s where {{is_true 's.is_latest'}} and s.user_email is not null
),
ranked as (select s.bytes, row_number() over (order by s.bytes) as place, count(*) over () as places from streams as s),
middle as (
    select sum(r.bytes) as bytes, cast(count(*) as bigint) as middles
    from ranked as r where 2 * r.place between r.places and r.places + 2
),
viewing as (
    select
        min(s.start_day) as first_activity_date, max(s.start_day) as last_activity_date, cast(count(*) as bigint) as streams,
        count(distinct s.user_email) as viewers, count(distinct s.title_match) as movies_streamed,
        sum(s.microseconds) as microseconds, sum(s.bytes) as bytes, count(p.duration_mins) as measured_streams,
        cast(count(case when s.microseconds >= p.duration_mins * 60000000 then 1 end) as bigint) as completed_streams
    from streams as s left join spellings as p on p.title_match = s.title_match and p.choice = 1
),
streamed_titles as (select distinct s.title_match from streams as s),
based_on_books as (
    select cast(count(distinct s.title_match) as bigint) as movies
    from streamed_titles as s inner join silver.review_movies as rm on rm.title_match = s.title_match
    inner join silver.review_books as rb on rb.reviews_created = rm.reviews_created
    inner join silver.books as b on b.name_match = rb.title_match
    where {{is_true 'rm.is_latest'}} and {{is_true 'rb.is_latest'}} and {{is_true 'b.is_latest'}}
),
our_users as (select count(*) as users from silver.users as u where {{is_true 'u.is_current'}} and u.email is not null),
our_movies as (select count(*) as movies from silver.movies as m where {{is_true 'm.is_current'}} and m.title is not null),
vendor_books as (select count(*) as books from silver.books as b where {{is_true 'b.is_latest'}} and b.name is not null),
vendor_authors as (select count(*) as authors from silver.authors as a where {{is_true 'a.is_latest'}} and a.name is not null),
opinions as (
    select count(*) as reviews, sum(r.rating_rate) as rating_sum, count(r.rating_rate) as rating_count
    from silver.reviews as r where {{is_true 'r.is_latest'}} and r.created is not null
)
select
    v.first_activity_date, v.last_activity_date, v.streams, v.viewers, u.users, m.movies, v.movies_streamed,
    {{ratio 'coalesce(v.microseconds, 0)' '3600000000' 2}} as hours_streamed,
    {{ratio 'v.microseconds' 'v.streams * 60000000' 2}} as average_minutes,
    {{ratio 'coalesce(v.bytes, 0)' '1000000000' 3}} as gigabytes_streamed,
    {{ratio 'h.bytes' 'h.middles * 1000000000' 6}} as median_gigabytes,
    {{ratio '100 * v.completed_streams' 'v.measured_streams' 2}} as completion_percent, f.movies as book_based_movies,
    {{ratio '100 * f.movies' 'v.movies_streamed' 2}} as book_based_percent, b.books, a.authors, o.reviews,
    {{ratio 'o.rating_sum' 'o.rating_count' 2}} as average_rating
from viewing as v cross join middle as h cross join based_on_books as f cross join our_users as u cross join our_movies as m
cross join vendor_books as b cross join vendor_authors as a
cross join opinions as o
