-- A date.
'{{a}}'
