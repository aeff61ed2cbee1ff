-- The quotient of two whole numbers, rounded once, half away from zero, to a scale; null where the divisor is 0 or null.
-- A division of decimals keeps few digits, so what is divided is a multiple of the divisor, and the quotient whole.
(case when {{b}} = 0 then null else
    cast(sign(cast({{a}} as decimal(38, 0))) * sign(cast({{b}} as decimal(38, 0))) * cast(
        (
            (abs(cast({{a}} as decimal(38, 0))) * cast('1' + replicate('0', {{c}}) as decimal(38, 0)) * 2 + abs(cast({{b}} as decimal(38, 0))))
            - (abs(cast({{a}} as decimal(38, 0))) * cast('1' + replicate('0', {{c}}) as decimal(38, 0)) * 2 + abs(cast({{b}} as decimal(38, 0))))
                % (abs(cast({{b}} as decimal(38, 0))) * 2)
        ) / (abs(cast({{b}} as decimal(38, 0))) * 2)
    as decimal(19, 0)) / cast('1' + replicate('0', {{c}}) as decimal(16, 0)) as decimal(38, {{c}}))
end)
