-- Takes back V20261121032310__create_heroes_table.sql

-- The rows of table heroes are lost; the way back restores its structure only.
drop table heroes;
