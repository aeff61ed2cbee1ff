-- A type that holds every value there is, and more. No value changes.
alter table silver.{{q table}} alter column {{q column}} type {{type}};

alter table silver.{{q superseded_table}} alter column {{q column}} type {{type}};
