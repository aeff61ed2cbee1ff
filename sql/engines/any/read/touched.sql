-- The keys of which a version begins or ends at an instant.
select key_hash from silver.{{q table}} where valid_from = @instant
union all
select key_hash from silver.{{q table}} where valid_to = @instant
