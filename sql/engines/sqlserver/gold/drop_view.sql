drop view if exists gold.{{q view}}
