-- Whole microseconds from one instant to a later one. The parts are numeric, so nothing is lost.
cast((extract(epoch from {{b}}) - extract(epoch from {{a}})) * 1000000 as bigint)
