-- Movies with impossible numbers: below zero, more viewers or completed streams than streams, ratings outside 1 to 5.
select
    p.movie_title,
    p.streams,
    p.viewers,
    p.hours_streamed,
    p.completion_percent,
    p.average_rating
from gold.movie_performance as p
where p.streams < 0
    or p.viewers > p.streams
    or p.hours_streamed < 0
    or p.gigabytes_streamed < 0
    or p.completed_streams > p.streams
    or p.completion_percent < 0
    or p.completion_percent > 100
    or p.average_rating < 1
    or p.average_rating > 5
