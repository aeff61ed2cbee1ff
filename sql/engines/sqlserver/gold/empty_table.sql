-- What the generation before the last has left, or a build that did not end. Waits for whoever still reads it.
set lock_timeout {{wait}};

delete from gold_slots.{{q table}} with (tablockx);

set lock_timeout {{milliseconds}};
