-- Takes back V20261121032302__create_users_table.sql

-- The rows of table users are lost; the way back restores its structure only.
drop table users;
