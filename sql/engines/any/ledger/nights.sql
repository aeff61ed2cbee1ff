-- One row per expected night: "what did we miss" is one query.
select night, state, started_at, finished_at, message from ops.nights where feed = @feed order by night desc
