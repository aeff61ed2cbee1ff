-- What the generation before the last has left, or a build that did not end.
delete from gold_slots.{{q table}}
