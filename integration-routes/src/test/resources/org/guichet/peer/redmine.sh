#!/bin/bash
# Redmine 5.0: a real help desk, on SQLite and puma.
# REDMINE_THREADS=4: several writers at once, which SQLite answers with some "500 database is locked".
. "$(dirname "$0")/common.sh"
INSTANCE=guichet$(cksum <<<"$DATA" | cut -d' ' -f1)

stop() {
  end_server
  rm -f "/var/lib/redmine/$INSTANCE"
}

install() {
  is_installed debconf redmine ||
    echo 'redmine redmine/instances/default/dbconfig-install boolean false' | debconf-set-selections
  install_packages redmine redmine-sqlite puma curl
}

# Debian's Redmine serves several instances; this one keeps everything under DATADIR.
prepare() {
  mkdir -p "$DATA"/instance/{config,files,log,tmp,public/plugin_assets}
  ln -sfn "$DATA/instance" "/var/lib/redmine/$INSTANCE"
  [ ! -f "$DATA/keys" ] || return 0
  restore_prepared
  printf 'production:\n  adapter: sqlite3\n  database: %s/redmine.sqlite3\n  timeout: 15000\n' "$DATA" \
    >"$DATA/instance/config/database.yml"
  head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$DATA/instance/config/secret_key.txt"
  [ ! -f "$DATA/keys" ] || return 0
  bundle exec rake db:migrate >"$DATA/prepare.log" 2>&1
  DATA=$DATA bundle exec rails runner "$SCRIPTS/redmine.rb" >>"$DATA/prepare.log" 2>&1
  keep_prepared keys redmine.sqlite3
}

start() {
  install
  export REDMINE_INSTANCE=$INSTANCE RAILS_ENV=production SCHEMA=/dev/null REDMINE_LANG=en RUBYOPT=-W0
  cd /usr/share/redmine
  prepare
  local url=http://127.0.0.1:${PORTS[0]} threads=${REDMINE_THREADS:-1}
  launch "$DATA/server.log" puma -e production -b "tcp://127.0.0.1:${PORTS[0]}" -t "$threads:$threads" -w 0 \
    --dir /usr/share/redmine config.ru
  await_web "$url/login" 240
  echo "READY url=$url $(cat "$DATA/keys") pid=$(cat "$PID_FILE")"
}

"$VERB"
