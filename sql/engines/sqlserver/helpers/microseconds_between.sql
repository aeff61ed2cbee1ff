-- Whole microseconds from one instant to a later one. It counts the borders between microseconds, and datetime2(6) lies on them.
datediff_big(microsecond, {{a}}, {{b}})
