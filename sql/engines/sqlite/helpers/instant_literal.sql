-- An instant, given in UTC with six decimals.
'{{a}}'
