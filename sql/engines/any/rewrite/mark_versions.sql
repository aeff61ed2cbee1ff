-- Versions that stay, and are or no longer are the latest of their key.
update silver.{{q table}}
set is_latest = @is_latest
where key_hash in (select key_hash from {{stage}} where change = 'mark' and is_latest = @is_latest)
    and exists (
        select 1
        from {{stage}} as s
        where s.change = 'mark'
            and s.is_latest = @is_latest
            and s.key_hash = silver.{{q table}}.key_hash
            and s.valid_from = silver.{{q table}}.valid_from
    )
