update bronze.{{q table}} set raw = '' where key_hash = @key_hash
