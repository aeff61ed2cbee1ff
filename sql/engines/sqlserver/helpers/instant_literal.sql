-- An instant, given in UTC with six decimals.
cast('{{a}}' as datetime2(6))
