insert into gold_slots.answers (feed, slot, question_id, question, value, value_text, unit, night)
values (@feed, {{slot}}, @question_id, @question, @value, @value_text, @unit, @night)
