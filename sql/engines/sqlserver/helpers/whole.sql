-- A number rounded half away from zero to a whole one. A double of 2^52 or more has no fraction left to round.
cast(case
    when abs({{a}}) >= 4503599627370496 then {{a}}
    when {{a}} < 0 then ceiling({{a}} - 0.5)
    else floor({{a}} + 0.5)
end as bigint)
