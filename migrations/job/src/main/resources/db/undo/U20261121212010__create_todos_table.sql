-- Takes back V20261121212010__create_todos_table.sql

-- The rows of table todos are lost; the way back restores its structure only.
drop table todos;

drop type todostate;
