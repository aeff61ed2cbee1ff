-- The parents that ever held one record of a list.
select parent_key_hash from silver.{{q table}} where key_hash = @key_hash
union
select parent_key_hash from silver.{{q superseded_table}} where key_hash = @key_hash
