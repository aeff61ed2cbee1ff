-- Who may do what in the pipeline's warehouse. For the database's owner to read, and to run in that database as a superuser
-- (or as its owner with CREATEROLE): psql -d DATABASE -v ON_ERROR_STOP=1 -f roles.sql. Safe to repeat; it takes nothing from
-- anybody but the ownership of what lies in the pipeline's own schemas.
--
--   pipeline_worker    owns the six schemas and what is in them, and nothing else. It needs no right to create schemas or
--                      databases: this script makes the schemas, ./pipeline migrate and every night run as this role.
--   pipeline_bi        reads gold, also tables that are published later, and nothing else.
--   pipeline_operator  reads everything, also what is made later, and writes nothing.
--
-- Then: alter role pipeline_worker password '…' (or a certificate), and PIPELINE_POSTGRES with Username=pipeline_worker;
-- grant pipeline_bi to …; grant pipeline_operator to … .
do $$
begin
    if not exists (select 1 from pg_catalog.pg_roles where rolname = 'pipeline_worker') then
        create role pipeline_worker login;
    end if;
    if not exists (select 1 from pg_catalog.pg_roles where rolname = 'pipeline_bi') then
        create role pipeline_bi nologin;
    end if;
    if not exists (select 1 from pg_catalog.pg_roles where rolname = 'pipeline_operator') then
        create role pipeline_operator nologin;
    end if;
    -- A night stages its changes in temporary tables.
    execute format('grant connect, temporary on database %I to pipeline_worker', current_database());
    execute format('grant connect on database %I to pipeline_bi, pipeline_operator', current_database());
end $$;

create schema if not exists bronze authorization pipeline_worker;
create schema if not exists silver authorization pipeline_worker;
create schema if not exists history authorization pipeline_worker;
create schema if not exists gold authorization pipeline_worker;
create schema if not exists gold_slots authorization pipeline_worker;
create schema if not exists ops authorization pipeline_worker;

-- A warehouse that was made under another role becomes the worker's.
do $$
declare
    it record;
begin
    for it in
        select nspname
        from pg_catalog.pg_namespace
        where nspname in ('bronze', 'silver', 'history', 'gold', 'gold_slots', 'ops') and nspowner <> 'pipeline_worker'::regrole
    loop
        execute format('alter schema %I owner to pipeline_worker', it.nspname);
    end loop;
    for it in
        select n.nspname, c.relname, c.relkind
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
        where n.nspname in ('bronze', 'silver', 'history', 'gold', 'gold_slots', 'ops')
            and c.relkind in ('r', 'p', 'v')
            and c.relowner <> 'pipeline_worker'::regrole
    loop
        execute format('alter %s %I.%I owner to pipeline_worker', case it.relkind when 'v' then 'view' else 'table' end, it.nspname, it.relname);
    end loop;
end $$;

grant usage on schema gold to pipeline_bi;
grant select on all tables in schema gold to pipeline_bi;
alter default privileges for role pipeline_worker in schema gold grant select on tables to pipeline_bi;

grant usage on schema bronze, silver, history, gold, gold_slots, ops to pipeline_operator;
grant select on all tables in schema bronze, silver, history, gold, gold_slots, ops to pipeline_operator;
alter default privileges for role pipeline_worker in schema bronze, silver, history, gold, gold_slots, ops grant select on tables to pipeline_operator;
