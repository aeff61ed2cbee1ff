drop view gold.{{q view}}
