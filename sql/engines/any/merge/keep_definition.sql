-- The definition that the night was read with, once (H31).
insert into silver.definitions (digest, dataset, definition, feed_text)
select @digest, @dataset, @definition, @feed_text
where not exists (select 1 from silver.definitions where digest = @digest)
