-- The versions that one run wrote of one night.
select count(*)
from silver.{{q table}}
where valid_from = @valid_from
    and run_id = @run_id
