insert into gold.answers (feed, question_id, question, value, value_text, unit, night)
values (@feed, @question_id, @question, @value, @value_text, @unit, @night)
