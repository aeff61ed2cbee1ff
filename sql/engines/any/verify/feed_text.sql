-- The feed file that a night was read with (H31).
select feed_text from silver.definitions where digest = @digest
