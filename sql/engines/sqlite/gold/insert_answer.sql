insert into gold.answers (question_id, question, value, value_text, unit, night)
values (@question_id, @question, @value, @value_text, @unit, @night)
