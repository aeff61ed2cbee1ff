-- Records that stand in bronze more than once (H33).
select b.delivery_id, b.record_no, count(*) as times
from bronze.{{q table}} as b
group by b.delivery_id, b.record_no
having count(*) > 1
order by b.record_no
