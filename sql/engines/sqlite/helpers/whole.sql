-- A number rounded half away from zero to a whole one.
cast(round({{a}}) as integer)
