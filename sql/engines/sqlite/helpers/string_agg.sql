-- The texts of a group in one, in an order of their own.
group_concat({{a}}, '{{b}}' order by {{c}})
