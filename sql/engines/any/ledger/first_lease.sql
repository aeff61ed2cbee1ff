insert into ops.leases (feed, token, holder) values (@feed, 1, @holder)
