-- A boolean.
cast('{{a}}' as boolean)
