-- A boolean.
case '{{a}}' when 'true' then 1 else 0 end
