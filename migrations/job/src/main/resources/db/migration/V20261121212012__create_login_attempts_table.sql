-- message: create login attempts table
-- revises: 20261121212010

create table login_attempts (
    subject varchar(64),
    attempts integer not null,
    expires_at timestamptz not null,
    constraint login_attempts_pkey primary key (subject)
);
create index login_attempts_expires_at_idx on login_attempts (expires_at);
