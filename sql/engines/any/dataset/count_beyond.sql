-- Values that a wider type would not hold after all.
select
    (select count(*) from silver.{{q table}} where {{q column}} >= @limit or {{q column}} <= -@limit)
    + (select count(*) from silver.{{q superseded_table}} where {{q column}} >= @limit or {{q column}} <= -@limit)
