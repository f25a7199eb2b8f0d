#!/bin/bash
# Kill Bill 0.22: a real invoicing system, its war from the Maven repository on a Jetty, on H2.
# WEBHOOK_URL=http://...: pushes its events there.
. "$(dirname "$0")/common.sh"
VERSION=0.22.26
JETTY=9.4.58.v20250814
# Unpacked once for all starts, next to the data.
SOFTWARE=$(dirname "$DATA")/killbill-$VERSION
# Its database is a process of its own, as it would be anywhere: an H2 inside a killed Kill Bill forgets what it has confirmed.
DATABASE_PID=$DATA/database.pid

stop() {
  end_server
  [ -f "$DATABASE_PID" ] && kill -9 "$(cat "$DATABASE_PID")" 2>/dev/null || true
  rm -f "$DATABASE_PID"
}

install() {
  is_installed curl || install_packages curl
  [ -d "$SOFTWARE/war" ] && return
  mkdir -p "$SOFTWARE"
  (
    cd "$SOFTWARE"
    copy "org.kill-bill.billing:killbill-profiles-killbill:$VERSION:war"
    copy "org.eclipse.jetty:jetty-runner:$JETTY"
    mkdir -p unpacked
    cd unpacked
    "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf ../killbill-profiles-killbill.war
    mv "$SOFTWARE/unpacked" "$SOFTWARE/war"
  ) >"$DATA/install.log" 2>&1
}

copy() {
  mvn -B -q dependency:copy -Dartifact="$1" -DoutputDirectory="$SOFTWARE" -Dmdep.stripVersion=true
}

# Its own DDL files, out of its jars: the war expects a MySQL that somebody has prepared.
start_database() {
  DATABASE="jdbc:h2:tcp://127.0.0.1:${PORTS[2]}/./killbill;MODE=MYSQL;DB_CLOSE_DELAY=-1"
  [ -f "$DATABASE_PID" ] && is_alive "$(cat "$DATABASE_PID")" && return
  nohup setsid java -Xmx128m -Dh2.bindAddress=127.0.0.1 -cp "$(echo "$SOFTWARE"/war/WEB-INF/lib/h2-*.jar)" \
    org.h2.tools.Server -tcp -tcpPort "${PORTS[2]}" -ifNotExists -baseDir "$DATA" </dev/null >"$DATA/database.log" 2>&1 &
  echo $! >"$DATABASE_PID"
  for _ in $(seq 150); do (exec 3<>"/dev/tcp/127.0.0.1/${PORTS[2]}") 2>/dev/null && break; sleep .2; done
}

prepare() {
  [ -f "$DATA/killbill.mv.db" ] && return
  mkdir -p "$DATA"/{ddl,osgi,bundles,tmp}
  local module
  for module in account beatrix catalog entitlement invoice payment subscription tenant usage util; do
    (cd "$DATA/ddl" && jar xf "$SOFTWARE/war/WEB-INF/lib/killbill-$module-$VERSION.jar" "org/killbill/billing/$module/ddl.sql")
    sed 's/\/\*!.*\*\///' "$DATA/ddl/org/killbill/billing/$module/ddl.sql"
  done >"$DATA/ddl.sql"
  java -cp "$(echo "$SOFTWARE"/war/WEB-INF/lib/h2-*.jar)" org.h2.tools.RunScript -url "$DATABASE" -user killbill \
    -password killbill -script "$DATA/ddl.sql" >"$DATA/ddl.log" 2>&1
  # Its own H2 opens a web console.
  printf 'webAllowOthers=false\nwebPort=0\n' >"$DATA/.h2.server.properties"
}

start() {
  install
  start_database
  prepare
  local url=http://127.0.0.1:${PORTS[0]} package opens=()
  for package in java.lang java.util java.net java.io java.time sun.net.www.content \
    sun.net.www.protocol.{file,jar,http,https,ftp,jmod,mailto,jrt}; do
    opens+=(--add-opens "java.base/$package=ALL-UNNAMED")
  done
  launch "$DATA/server.log" java -Xms128m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "${opens[@]}" \
    -Djava.io.tmpdir="$DATA/tmp" -Duser.home="$DATA" -Duser.timezone=UTC -Dh2.bindAddress=127.0.0.1 \
    -Dpeer.registryPort="${PORTS[1]}" -Djava.rmi.server.hostname=127.0.0.1 \
    -Dorg.killbill.dao.url="$DATABASE" -Dorg.killbill.dao.user=killbill -Dorg.killbill.dao.password=killbill \
    -Dorg.killbill.billing.osgi.dao.url="jdbc:h2:file:$DATA/osgi-db;MODE=MYSQL;DB_CLOSE_DELAY=-1" \
    -Dorg.killbill.billing.osgi.dao.user=killbill -Dorg.killbill.billing.osgi.dao.password=killbill \
    -Dorg.killbill.osgi.root.dir="$DATA/osgi" -Dorg.killbill.osgi.bundle.install.dir="$DATA/bundles" \
    -Dorg.killbill.server.baseUrl="$url" -Dorg.killbill.server.updateCheck.skip=true \
    -Dorg.killbill.server.test.mode=false \
    -cp "$SOFTWARE/jetty-runner.jar" "$SCRIPTS/Loopback.java" --host 127.0.0.1 --port "${PORTS[0]}" --path / \
    "$SOFTWARE/war"
  await_web "$url/1.0/healthcheck" 240
  tenant "$url"
  echo "READY url=$url user=admin password=password tenant=portal tenantSecret=portal-secret-1 pid=$(cat "$PID_FILE")"
}

tenant() {
  local call=(curl -fsS -o /dev/null -u admin:password -H 'X-Killbill-CreatedBy: setup' -H 'X-Killbill-ApiKey: portal'
    -H 'X-Killbill-ApiSecret: portal-secret-1' -H 'Content-Type: application/json')
  "${call[@]}" "$1/1.0/kb/tenants?apiKey=portal" 2>/dev/null ||
    "${call[@]}" "$1/1.0/kb/tenants" -d '{"apiKey":"portal","apiSecret":"portal-secret-1"}'
  [ -z "${WEBHOOK_URL:-}" ] ||
    "${call[@]}" -X POST -G "$1/1.0/kb/tenants/registerNotificationCallback" --data-urlencode "cb=$WEBHOOK_URL"
}

"$VERB"
