-- The table is written anew, without dead rows; readers of this table wait meanwhile.
vacuum (full, analyze) {{schema}}.{{q table}}
