-- Text that is longer than any before, or a type that holds more. Nothing of what is there changes. Where a statement says neither,
-- the column may be null, whatever the session is set to; not every engine over TDS takes the word.
alter table silver.{{q table}} alter column {{q column}} {{type}};

alter table silver.{{q superseded_table}} alter column {{q column}} {{type}};
