-- Takes back V20261121212012__create_login_attempts_table.sql

-- The rows of table login_attempts are lost; the way back restores its structure only.
drop table login_attempts;
