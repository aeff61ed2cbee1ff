-- The table is written anew, without what rows held before; readers of this table wait meanwhile.
alter table {{schema}}.{{q table}} rebuild
