select min(night) as first_night, max(night) as last_night from ops.nights where feed = @feed
