-- An instant, given in UTC with six decimals.
timestamp with time zone '{{a}}+00'
