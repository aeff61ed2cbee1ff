-- What COPY loads before it lands.
drop table if exists pg_temp.arrived;

create temporary table arrived (like bronze.{{q table}});
