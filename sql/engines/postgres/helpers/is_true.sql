-- Whether a boolean column is true.
{{a}}
