-- What a person may type to see the quarantine of a night; ops.db is opened by itself.
select dataset, file, line_no, byte_offset, column_name, value, message
from quarantine
where feed = '{{feed}}' and night = '{{night}}'
