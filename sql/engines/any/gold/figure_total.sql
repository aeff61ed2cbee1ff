-- The sum of one column of a published table.
select sum({{q column}}) from gold.{{q table}}
