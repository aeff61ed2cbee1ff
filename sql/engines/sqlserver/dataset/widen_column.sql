-- Text that is longer than any before. Nothing of what is there changes.
alter table silver.{{q table}} alter column {{q column}} {{type}} null;

alter table silver.{{q superseded_table}} alter column {{q column}} {{type}} null;
