#!/bin/bash
# What a DBA does once: a database, the roles (sql/engines/sqlserver/roles.sql), the worker's login. Can be repeated.
set -euo pipefail
umask 077

SQLCMDPASSWORD=$(cat /run/secrets/sa_password)
export SQLCMDPASSWORD
run() { /opt/mssql-tools18/bin/sqlcmd -C -S database -U sa -b -x "$@"; }

# The password is passed in a file that only this user can read, never on a command line.
login=$(mktemp)
trap 'rm -f "$login"' EXIT
password=$(sed "s/'/''/g" /run/secrets/worker_password)
cat > "$login" << SQL
if not exists (select 1 from sys.server_principals where name = N'pipeline_login')
    create login pipeline_login with password = N'$password', default_database = warehouse;
else
    alter login pipeline_login with password = N'$password';
SQL

run -Q "if db_id(N'warehouse') is null create database warehouse collate Latin1_General_100_CI_AS_SC_UTF8"

# Recommended, not required: readers of silver and ops then do not wait for a merge. Readers of gold never wait.
run -Q "if (select is_read_committed_snapshot_on from sys.databases where name = N'warehouse') = 0 alter database warehouse set read_committed_snapshot on with rollback immediate"

run -d warehouse -i /roles/roles.sql
run -i "$login"
run -d warehouse -Q "if database_principal_id(N'pipeline_login') is null create user pipeline_login for login pipeline_login with default_schema = silver; alter role pipeline_worker add member pipeline_login"
echo "The database 'warehouse' is ready for its worker."
