-- A boolean.
cast('{{a}}' as bit)
