-- The texts of a group in one, in an order of their own: that of their bytes.
string_agg({{a}}, '{{b}}' order by {{c}} collate "C")
