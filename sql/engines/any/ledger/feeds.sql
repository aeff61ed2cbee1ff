-- Every feed that a night was ever expected of.
select distinct feed from ops.nights order by feed
