-- Adaptations of our movies whose streams, viewers or hours differ from those of the movie.
select
    a.movie_title,
    a.book_name,
    a.streams,
    p.streams as streams_of_movie
from gold.book_adaptations as a
left join gold.movie_performance as p on p.movie_title = a.movie_title
where (a.movie_status <> 'unknown' and p.movie_title is null)
    or a.streams <> p.streams
    or a.viewers <> p.viewers
    or a.hours_streamed <> p.hours_streamed
