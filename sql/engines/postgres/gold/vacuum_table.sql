-- Makes room where the deleted rows were; it makes no reader wait.
vacuum gold_slots.{{q table}}
