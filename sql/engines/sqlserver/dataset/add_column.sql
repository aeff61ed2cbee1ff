-- A column that the feed file names anew: null in every version there is (H26).
alter table silver.{{q table}} add {{q column}} {{type}} null;

alter table silver.{{q superseded_table}} add {{q column}} {{type}} null;
