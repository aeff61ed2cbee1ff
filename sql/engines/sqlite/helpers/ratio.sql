-- The quotient of two whole numbers, rounded once, half away from zero, to a scale; null where the divisor is 0 or null.
-- The whole part and the remainder are taken apart, so that nothing overflows that a report would hold.
(case when cast({{b}} as integer) = 0 then null else
    (sign({{a}}) * sign({{b}})) * (
        (abs(cast({{a}} as integer)) / abs(cast({{b}} as integer))) * cast(pow(10, {{c}}) as integer)
        + ((abs(cast({{a}} as integer)) % abs(cast({{b}} as integer))) * cast(pow(10, {{c}}) as integer) * 2 + abs(cast({{b}} as integer))) / (abs(cast({{b}} as integer)) * 2)
    ) / pow(10, {{c}})
end)
