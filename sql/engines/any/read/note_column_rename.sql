-- For each night that was accepted until now: its column of the one name is called the other from now on.
insert into silver.column_renames (feed, dataset, night, run_id, rename_no, from_name, to_name)
select
    a.feed, a.dataset, a.night, a.run_id,
    (select coalesce(max(r.rename_no), 0) + 1 from silver.column_renames as r where r.dataset = @dataset),
    @from, @to
from silver.accepted_nights as a
where a.feed = @feed
    and a.dataset = @dataset
