-- The table is written anew, without ghost rows.
alter table {{schema}}.{{q table}} rebuild
