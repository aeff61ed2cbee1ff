-- The open version of a key that the full dump no longer holds ends this night, and stays its latest (H14).
update silver.{{q table}}
set valid_to = @night, closed_by_run_id = @run_id
where valid_to is null
    and key_hash in (select key_hash from {{gone}} where change = 'close')
