create table heroes (
    id uuid not null default gen_random_uuid(),
    name varchar(255) not null,
    app_src varchar(255) not null default 'sync_app',
    created_at timestamptz not null default now(),
    constraint pk_heroes primary key (id),
    constraint uq_heroes_name unique (name)
);
