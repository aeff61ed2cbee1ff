-- A date.
cast('{{a}}' as date)
