-- Whether a boolean column is true.
{{a}} = 1
