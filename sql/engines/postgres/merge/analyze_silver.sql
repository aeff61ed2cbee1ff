analyze silver.{{q table}}
