-- A date.
date '{{a}}'
