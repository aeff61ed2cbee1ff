-- Records in bronze whose delivery nobody received.
select b.delivery_id, min(b.record_no) as first_record_no, count(*) as records
from bronze.{{q table}} as b
left join ops.deliveries as d on d.delivery_id = b.delivery_id
where d.delivery_id is null
group by b.delivery_id
order by b.delivery_id
