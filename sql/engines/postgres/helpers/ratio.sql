-- The quotient of two whole numbers, rounded once, half away from zero, to a scale; null where the divisor is 0 or null.
-- The quotient of whole numbers is exact; a numeric division would be rounded before it is rounded.
(case when {{b}} = 0 then null else
    sign(cast({{a}} as numeric)) * sign(cast({{b}} as numeric)) * div(
        abs(cast({{a}} as numeric)) * cast('1e{{c}}' as numeric) * 2 + abs(cast({{b}} as numeric)),
        abs(cast({{b}} as numeric)) * 2
    ) * cast('1e-{{c}}' as numeric)
end)
