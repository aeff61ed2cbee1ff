-- They leave silver: key by key, so that the index on keys is used.
delete from silver.{{q table}}
where key_hash in (select key_hash from {{stage}} where change = 'take_back')
    and exists (
        select 1
        from {{stage}} as s
        where s.change = 'take_back'
            and s.key_hash = silver.{{q table}}.key_hash
            and s.valid_from = silver.{{q table}}.valid_from
    )
