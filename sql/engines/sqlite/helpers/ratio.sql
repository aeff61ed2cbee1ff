-- The quotient of two whole numbers, rounded once, half away from zero, to a scale; null where the divisor is 0.
-- The whole part and the remainder are taken apart, so that nothing overflows that a report would hold.
(case when ({{b}}) = 0 then null else
    (sign({{a}}) * sign({{b}})) * (
        (abs({{a}}) / abs({{b}})) * cast(pow(10, {{c}}) as integer)
        + ((abs({{a}}) % abs({{b}})) * cast(pow(10, {{c}}) as integer) * 2 + abs({{b}})) / (abs({{b}}) * 2)
    ) / pow(10, {{c}})
end)
