insert into gold_slots.{{q table}} (question_id, question, value, value_text, unit, night)
values (@question_id, @question, @value, @value_text, @unit, @night)
