-- A view that is altered right after, in the same transaction: altering one that is there keeps the rights that were given on it.
if object_id(N'gold.{{qs view}}', N'V') is null
exec (N'create view gold.{{qs view}} as select 0 as nothing');
