-- The open version of a changed key ends where its new one begins.
update silver.{{q table}}
set valid_to = @night, is_latest = 0
where valid_to is null
    and key_hash in (select key_hash from temp.stage where change = 'open')
