#!/bin/sh
# Runs once, when the volume of PostgreSQL is new: makes the role under which Aurora runs.
# What it may do is decided by `aurora migrate`.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set password="$AURORA_RUNTIME_PASSWORD" <<'SQL'
CREATE ROLE aurora_runtime LOGIN PASSWORD :'password';
SQL
