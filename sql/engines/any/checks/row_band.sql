-- The last accepted night, where its records lie outside the band; nothing where there is no night before it.
with numbered as (
    select night, records, row_number() over (order by night desc) as place
    from silver.accepted_nights
    where feed = {{feed}} and dataset = {{dataset}}
),
usual as (
    select sum(records) as records, count(*) as nights
    from numbered
    where place > 1 and place <= {{nights}} + 1
)
select n.night, n.records, u.records / u.nights as usual_records
from numbered as n
cross join usual as u
where n.place = 1
    and u.nights > 0
    and (n.records * u.nights * 100 < u.records * {{low}} or n.records * u.nights * 100 > u.records * {{high}})
