update bronze.{{q table}} set raw = @raw where delivery_id = @delivery_id and record_no = @record_no
