-- The records of a list that one parent ever held.
select key_hash from silver.{{q table}} where parent_key_hash = @key_hash
union
select key_hash from silver.{{q superseded_table}} where parent_key_hash = @key_hash
