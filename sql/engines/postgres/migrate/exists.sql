-- Whether the database is migrated.
select to_regclass('silver.accepted_nights') is not null and to_regclass('gold_slots.published') is not null
