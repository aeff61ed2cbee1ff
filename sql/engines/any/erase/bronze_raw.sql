select delivery_id, record_no, raw from bronze.{{q table}} where key_hash = @key_hash
