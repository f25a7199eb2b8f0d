#!/bin/bash
# Tryton 6.0: a real CRM (parties, opportunities) and a real invoicing system, on SQLite.
. "$(dirname "$0")/common.sh"

stop() { end_server; }

prepare() {
  printf '%s\n' '[web]' "listen = 127.0.0.1:${PORTS[0]}" '[database]' 'uri = sqlite:///' "path = $DATA/db" \
    '[session]' 'authentications = password' 'timeout = 86400' '[password]' 'length = 8' 'entropy = 0.3' \
    >"$DATA/trytond.conf"
  [ -f "$DATA/prepared" ] || restore_prepared
  [ ! -f "$DATA/prepared" ] || return 0
  mkdir -p "$DATA/db"
  : >"$DATA/db/erp.sqlite"
  echo admin-secret-1 >"$DATA/admin-password"
  TRYTONPASSFILE=$DATA/admin-password trytond-admin -c "$DATA/trytond.conf" -d erp --all --email admin@example.test \
    -u party company currency product account account_invoice sale sale_opportunity --activate-dependencies \
    >"$DATA/prepare.log" 2>&1
  TRYTOND_CONFIG=$DATA/trytond.conf /usr/bin/python3 "$SCRIPTS/tryton.py" >>"$DATA/prepare.log" 2>&1
  touch "$DATA/prepared"
  keep_prepared prepared db
}

start() {
  install_packages tryton-server tryton-proteus tryton-modules-party tryton-modules-sale \
    tryton-modules-sale-opportunity tryton-modules-account-invoice curl
  prepare
  launch "$DATA/server.log" trytond -c "$DATA/trytond.conf" -d erp
  await_web "http://127.0.0.1:${PORTS[0]}/" 240
  echo "READY url=http://127.0.0.1:${PORTS[0]} database=erp user=portal password=portal-secret-1" \
    "staff=staff staffPassword=staff-secret-1 pid=$(cat "$PID_FILE")"
}

"$VERB"
