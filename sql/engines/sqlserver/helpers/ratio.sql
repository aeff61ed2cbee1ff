-- The quotient of two whole numbers, rounded once, half away from zero, to a scale of at most 15; null where the divisor is 0 or null.
-- What is divided is a multiple of the divisor, so that the quotient is whole. By the rules of decimal division, decimal(23, 0) divided
-- by decimal(16, 0) has 15 digits after the point; decimal(38, 0) would have 6.
(case when {{b}} = 0 then null else cast(
    cast(sign(cast({{a}} as decimal(38, 0))) * sign(cast({{b}} as decimal(38, 0))) as decimal(1, 0)) * cast(
        (
            (abs(cast({{a}} as decimal(38, 0))) * cast('1' + replicate('0', {{c}}) as decimal(38, 0)) * 2 + abs(cast({{b}} as decimal(38, 0))))
            - (abs(cast({{a}} as decimal(38, 0))) * cast('1' + replicate('0', {{c}}) as decimal(38, 0)) * 2 + abs(cast({{b}} as decimal(38, 0))))
                % (abs(cast({{b}} as decimal(38, 0))) * 2)
        ) / (abs(cast({{b}} as decimal(38, 0))) * 2)
    as decimal(21, 0)) / cast('1' + replicate('0', {{c}}) as decimal(16, 0))
as decimal(38, {{c}})) end)
