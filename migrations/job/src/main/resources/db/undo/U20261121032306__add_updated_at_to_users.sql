-- Takes back V20261121032306__add_updated_at_to_users.sql

-- The values of column users.updated_at are lost.
alter table users drop column updated_at;
