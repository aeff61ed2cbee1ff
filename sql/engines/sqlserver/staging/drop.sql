drop table if exists staging.{{q table}}
