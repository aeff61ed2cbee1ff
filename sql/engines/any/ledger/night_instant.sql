select nominal_at from ops.nights where feed = @feed and night = @night
