-- The open version of a changed key ends where its new one begins.
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id, is_latest = @no
where valid_to is null
    and key_hash in (select key_hash from {{stage}} where change = 'open')
