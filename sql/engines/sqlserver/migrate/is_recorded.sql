select cast(case when object_id(N'ops.migrations', N'U') is null then 0 else 1 end as bit)
