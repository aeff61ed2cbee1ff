-- A column that the feed file calls otherwise now: in every version, believed or superseded.
alter table silver.{{q table}} rename column {{q column}} to {{q to}};

alter table silver.{{q superseded_table}} rename column {{q column}} to {{q to}};
