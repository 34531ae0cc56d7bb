-- message: add updated_at to users
-- revises: 20261121032302

alter table users add column updated_at timestamptz not null default now();
