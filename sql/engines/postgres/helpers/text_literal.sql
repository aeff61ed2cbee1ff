-- A text whose quotes are already doubled.
'{{a}}'
