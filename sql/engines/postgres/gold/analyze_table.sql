analyze gold_slots.{{q table}}
