-- Tables of loads that never ended.
select t.name
from sys.tables as t
where t.schema_id = schema_id(N'staging') and t.create_date < dateadd(hour, -@hours, getdate())
