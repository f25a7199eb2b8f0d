#!/bin/bash
# Apache with mod_dav: a real WebDAV server with Basic authentication and locks.
# It refuses files above 250 MB.
. "$(dirname "$0")/common.sh"
MODULES=/usr/lib/apache2/modules
OPEN=$(open_folder)

stop() {
  end_server
  rm -rf "$OPEN"
}

# Apache's workers would go on answering without their master.
crash() {
  local pid
  pid=$(cat "$PID_FILE")
  kill -9 -- "-$pid"
  while is_alive "$pid"; do sleep .05; done
}

prepare() {
  mkdir -p "$OPEN/files" "$OPEN/lock"
  htpasswd -bc "$OPEN/htpasswd" portal portal-secret-1 2>>"$DATA/prepare.log"
  chown -R www-data:www-data "$OPEN"
  {
    echo "ServerRoot $DATA"
    echo "ServerName 127.0.0.1"
    echo "Listen 127.0.0.1:${PORTS[0]}"
    echo "PidFile $DATA/httpd.pid"
    echo "Mutex file:$OPEN/lock default"
    printf 'User www-data\nGroup www-data\n'
    for module in mpm_event authn_core authn_file authz_core authz_user auth_basic dav dav_fs dav_lock setenvif; do
      [ ! -f "$MODULES/mod_$module.so" ] || echo "LoadModule ${module}_module $MODULES/mod_$module.so"
    done
    echo "ErrorLog $DATA/error.log"
    echo "DocumentRoot $OPEN/files"
    echo "DavLockDB $OPEN/lock/DavLock"
    echo "LimitRequestBody 262144000"
    echo "<Directory $OPEN/files>"
    printf 'Dav On\nAuthType Basic\nAuthName files\nAuthUserFile %s\nRequire valid-user\n' "$OPEN/htpasswd"
    echo "</Directory>"
  } >"$DATA/httpd.conf"
}

start() {
  install_packages apache2 apache2-utils curl
  prepare
  rm -f "$DATA/httpd.pid"
  launch "$DATA/server.log" apache2 -f "$DATA/httpd.conf" -DFOREGROUND
  await_web "http://127.0.0.1:${PORTS[0]}/" 60
  echo "READY url=http://127.0.0.1:${PORTS[0]} user=portal password=portal-secret-1 files=$OPEN/files pid=$(cat "$PID_FILE")"
}

"$VERB"
