alter table users add column updated_at timestamptz not null default now();
