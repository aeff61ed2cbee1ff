-- Erases the values of one record on demand. Each statement can be repeated.

-- name: unfinished
-- An erasure of the same key that was broken off.
select erasure_id from ops.erasures where feed = @feed and dataset = @dataset and key_hash = @key_hash and finished_at is null

-- name: begin
insert into ops.erasures (erasure_id, feed, dataset, key_hash, reason, erased_by, began_at)
values (@erasure_id, @feed, @dataset, @key_hash, @reason, @erased_by, @began_at)

-- name: parents
-- The parents that ever held one record of a list.
select parent_key_hash from silver.{{q table}} where key_hash = @key_hash
union
select parent_key_hash from silver.{{q superseded_table}} where key_hash = @key_hash

-- name: children
-- The records of a list that one parent ever held.
select key_hash from silver.{{q table}} where parent_key_hash = @key_hash
union
select key_hash from silver.{{q superseded_table}} where parent_key_hash = @key_hash

-- name: note_key
-- Versions that begin up to this night have no values any more.
insert into ops.erased_keys (feed, dataset, key_hash, erased_to, erasure_id)
values (@feed, @dataset, @key_hash, @erased_to, @erasure_id)

-- name: texts
-- Messages of the ledger and reasons of its operators, which may quote values.
select {{q column}} as message{{#each keys}}, {{q name}} as {{parameter}}{{/each}}
from {{schema}}.{{q table}}
where {{q column}} is not null

-- name: text
update {{schema}}.{{q table}}
set {{q column}} = @message
where {{#each keys}}{{#unless @first}} and {{/unless}}{{q name}} = @{{parameter}}{{/each}}

-- name: bronze
update bronze.{{q table}} set raw = '' where key_hash = @key_hash

-- name: bronze_raw
select delivery_id, record_no, raw from bronze.{{q table}} where key_hash = @key_hash

-- name: bronze_row
update bronze.{{q table}} set raw = @raw where delivery_id = @delivery_id and record_no = @record_no

-- name: silver
-- The hashes and the intervals stay.
update silver.{{q table}}
set {{#each columns}}{{q name}} = null{{#unless @last}}, {{/unless}}{{/each}}
where key_hash = @key_hash

-- name: superseded
update silver.{{q superseded_table}}
set {{#each columns}}{{q name}} = null{{#unless @last}}, {{/unless}}{{/each}}
where key_hash = @key_hash
