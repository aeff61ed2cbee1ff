-- A night that is not the newest is inserted, replaced or withdrawn: the versions of one dataset, in one transaction.

-- name: create_stage
-- The way from silver as it is to silver as it is to be: change is 'take_back', 'copy', 'write', 'mark' or 'derive'.
-- The columns go by number, so that no name of a feed meets one of ours.
create table {{target}} (
    change nvarchar(10) collate {{collation}} not null,
    key_hash binary(16) not null,
    {{#if is_list}}
    parent_key_hash binary(16),
    {{/if}}
    row_hash binary(16),
    untracked_hash binary(16),
    source_from datetime2(6),
    valid_from datetime2(6) not null,
    valid_to datetime2(6),
    is_latest bit
    {{#each columns}}
    , {{parameter}} {{type}}
    {{/each}}
);

-- name: derive_versions
-- Derived columns, computed again from the values of their version: no interval and no hash changes.
update v
set row_hash = v.row_hash{{#each derived}}, {{q name}} = s.{{parameter}}{{/each}}
from silver.{{q table}} as v
inner join {{stage}} as s on s.key_hash = v.key_hash and s.valid_from = v.valid_from
where s.change = 'derive'

-- name: mark_versions
-- Versions that stay, and are or no longer are the latest of their key.
update v
set is_latest = @is_latest
from silver.{{q table}} as v
inner join {{stage}} as s on s.key_hash = v.key_hash and s.valid_from = v.valid_from
where s.change = 'mark'
    and s.is_latest = @is_latest

-- name: remove_versions
-- They leave silver: key by key, so that the index on keys is used.
delete v
from silver.{{q table}} as v
inner join {{stage}} as s on s.key_hash = v.key_hash and s.valid_from = v.valid_from
where s.change = 'take_back'
