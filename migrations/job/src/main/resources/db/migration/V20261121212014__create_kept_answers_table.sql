-- message: create kept answers table
-- revises: 20261121212012

create table kept_answers (
    id varchar(64),
    fingerprint varchar(64) not null,
    status integer not null,
    location text,
    etag text,
    body text not null,
    expires_at timestamptz not null,
    constraint kept_answers_pkey primary key (id)
);
create index kept_answers_expires_at_idx on kept_answers (expires_at);
