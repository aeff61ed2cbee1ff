-- A text whose quotes are already doubled.
N'{{a}}'
