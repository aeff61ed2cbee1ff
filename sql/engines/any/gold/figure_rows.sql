-- How many rows a published table has.
select count(*) from gold.{{q table}}
