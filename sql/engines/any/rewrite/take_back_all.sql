-- Every version leaves silver: its dataset is told again from its first night.
delete from silver.{{q table}}
