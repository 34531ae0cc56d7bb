-- The role that the service connects as: it reads and writes rows, and that is all. Run it after the migration job, as the
-- role that the job connects as (the owner of the tables), with two settings: evolua.service_role, its name, and
-- evolua.service_password. Again and again does no harm; a new password takes the old one's place.

do $$
declare
    service text := current_setting('evolua.service_role');
    password text := current_setting('evolua.service_password');
begin
    if service = current_user then
        raise exception 'The service''s role % is the job''s own: choose another name.', service;
    end if;
    if to_regclass('public.flyway_schema_history') is null then
        raise exception 'There is no history in database %: run the migration job first.', current_database()
            using hint = 'Only then the service can be kept from writing it.';
    end if;

    if not exists (select from pg_roles where rolname = service) then
        execute format('create role %I', service);
    end if;
    execute format('alter role %I with login password %L nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls',
        service, password);
    -- What hangs gives its connection and its locks back, whatever the service does.
    execute format('alter role %I in database %I set statement_timeout = %L', service, current_database(), '8s');
    execute format('alter role %I in database %I set lock_timeout = %L', service, current_database(), '6s');
    execute format('alter role %I in database %I set idle_in_transaction_session_timeout = %L', service, current_database(), '30s');
    execute format('alter role %I in database %I set search_path = public', service, current_database());

    -- Before version 15 everybody may create tables in public; temporary ones everybody may still.
    execute 'revoke create on schema public from public';
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant connect on database %I to %I', current_database(), service);
    execute format('grant usage on schema public to %I', service);

    execute format('grant select, insert, update, delete on all tables in schema public to %I', service);
    execute format('grant usage on all sequences in schema public to %I', service);
    -- What later revisions make, without running this again.
    execute format('alter default privileges in schema public grant select, insert, update, delete on tables to %I', service);
    execute format('alter default privileges in schema public grant usage on sequences to %I', service);

    -- Readiness asks which revision the database is at; only the job changes that.
    execute format('revoke insert, update, delete on flyway_schema_history from %I', service);
end
$$;
