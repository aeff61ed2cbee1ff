-- Whether the database is migrated.
select cast(case
    when object_id(N'silver.accepted_nights', N'U') is not null and object_id(N'gold_slots.published', N'U') is not null then 1
    else 0
end as bit)
