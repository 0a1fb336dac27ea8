# Makes the database cluster where there is none, brings role, database and extension to what the chart says, and
# becomes the server. It may be killed anywhere: what was half made is made again by the next start.
set -euo pipefail
umask 0077

if [[ ! -d $PGDATA ]]; then
  rm -rf "$PGDATA.new"
  # PostgreSQL's own collation: that of the image's C library may change with the image, and break indexes.
  initdb --pgdata="$PGDATA.new" --username=postgres --encoding=UTF8 --data-checksums \
    --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C \
    --auth-local=peer --auth-host=scram-sha-256
  mv "$PGDATA.new" "$PGDATA"
  sync "${PGDATA%/*}"
fi

# Behind a socket that nobody else knows: probes and clients see the server only when it is complete.
pg_ctl --pgdata="$PGDATA" --silent --wait --timeout=3600 \
  --options="-c config_file=/etc/orthweb/postgresql.conf -c listen_addresses='' -c unix_socket_directories=/tmp" start
psql --no-psqlrc --quiet --host=/tmp --username=postgres --dbname=postgres \
  --set=ON_ERROR_STOP=1 --file=/etc/orthweb/bootstrap.sql
pg_ctl --pgdata="$PGDATA" --silent --wait --mode=fast stop

exec postgres -D "$PGDATA" -c config_file=/etc/orthweb/postgresql.conf
