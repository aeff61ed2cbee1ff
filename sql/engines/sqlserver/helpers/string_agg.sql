-- The texts of a group in one, in an order of their own.
string_agg(cast({{a}} as nvarchar(max)), N'{{b}}') within group (order by {{c}})
