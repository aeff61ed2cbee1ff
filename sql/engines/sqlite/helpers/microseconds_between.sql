-- Whole microseconds from one instant to a later one. Instants are texts of fixed width with six decimals.
-- Seconds and fraction are taken apart, because SQLite's own time functions round to milliseconds.
((strftime('%s', substr({{b}}, 1, 19)) - strftime('%s', substr({{a}}, 1, 19))) * 1000000 + substr({{b}}, 21, 6) - substr({{a}}, 21, 6))
