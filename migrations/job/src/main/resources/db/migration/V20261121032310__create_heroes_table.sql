-- message: create heroes table
-- revises: 20261121032306

create table heroes (
    id uuid default gen_random_uuid(),
    name varchar(255) not null,
    app_src varchar(255) not null default 'sync_app',
    created_at timestamptz not null default now(),
    constraint heroes_pkey primary key (id),
    constraint heroes_name_key unique (name)
);
