insert or ignore into temp.wanted (hash) values (@hash)
