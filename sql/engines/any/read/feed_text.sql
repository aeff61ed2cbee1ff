select feed_text from silver.definitions where digest = @digest
