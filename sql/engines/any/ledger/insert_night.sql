insert into ops.nights (feed, night, nominal_at, state)
select @feed, @night, @nominal_at, @state
where not exists (select 1 from ops.nights where feed = @feed and night = @night)
