-- Takes back V20261121212014__create_kept_answers_table.sql

-- The rows of table kept_answers are lost; the way back restores its structure only.
drop table kept_answers;
