-- What a person may type to see the quarantine of a night.
select dataset, [file], line_no, byte_offset, column_name, value, message
from ops.quarantine
where feed = N'{{s feed}}' and night = '{{night}}'
