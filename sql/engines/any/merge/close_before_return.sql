-- A key that comes back has a closed version that was its latest: it no longer is. Counts the keys that are back (H14).
update silver.{{q table}}
set is_latest = @no
where is_latest = @yes
    and valid_to is not null
    and key_hash in (select key_hash from {{stage}} where change = 'open')
