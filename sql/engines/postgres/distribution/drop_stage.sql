drop table if exists ops.{{q table}}
