insert into silver.held_keys (feed, dataset, night, scope, hash) values (@feed, @dataset, @night, @scope, @hash)
