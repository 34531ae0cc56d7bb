#!/bin/sh
# Makes the role that the service connects as, or brings it up to date; see service-role.sql. The connection is the job's, as
# psql finds it: PGHOST, PGUSER, PGPASSWORD, PGDATABASE …
# SERVICE_ROLE (evolua_service) and SERVICE_PASSWORD say which role.
set -eu
: "${SERVICE_PASSWORD:?is not set: the password of the role that the service connects as}"
export SERVICE_ROLE="${SERVICE_ROLE:-evolua_service}"
cd "$(dirname "$0")"
# Passwords stand neither on a command line nor in this output.
exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --single-transaction <<'END'
\getenv role SERVICE_ROLE
\getenv password SERVICE_PASSWORD
\o /dev/null
select set_config('evolua.service_role', :'role', true), set_config('evolua.service_password', :'password', true);
\o
\ir service-role.sql
END
