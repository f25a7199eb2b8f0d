# What the scripts of the peers share; each begins with ". common.sh".
#
#   NAME.sh start DATADIR PORT...   installs what is missing, prepares DATADIR once, starts, and prints
#                                   "READY key=value ..."; a second start on the same data goes on where it was
#   NAME.sh crash DATADIR           ends it without a chance to tidy up, as a power cut does
#   NAME.sh stop DATADIR            ends what start began
#
# Everything listens on loopback only. It needs root on Debian, for apt.
set -euo pipefail

SCRIPTS=$(cd "$(dirname "$0")" && pwd)
VERB=$1
mkdir -p "$2"
DATA=$(cd "$2" && pwd)
shift 2
PORTS=("$@")
PID_FILE=$DATA/server.pid
# What a first start made, for the next one that begins afresh; other scripts, other preparations.
PREPARED=$DATA.prepared-$(cat "${0%.sh}".* "$SCRIPTS/common.sh" | cksum | cut -d' ' -f1)

fail() { echo "$*" >&2; exit 1; }

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}\n' "$@" 2>/dev/null | grep -cx installed)" = $# ]
}

# One installation at a time on this machine; services that packages bring are not started.
install_packages() {
  is_installed "$@" && return
  (
    flock 9
    is_installed "$@" && exit
    if [ ! -e /usr/sbin/policy-rc.d ]; then
      trap 'rm -f /usr/sbin/policy-rc.d' EXIT
      printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
      chmod +x /usr/sbin/policy-rc.d
    fi
    apt_install "$@" || { apt-get -q update && apt_install "$@"; }
  ) 9>/run/lock/guichet-peers.lock >"$DATA/install.log" 2>&1
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends "$@"
}

# keep_prepared PATH...: under DATADIR, for restore_prepared of a later start.
keep_prepared() {
  rm -rf "$PREPARED.new"
  mkdir "$PREPARED.new"
  (cd "$DATA" && cp -a --parents "$@" "$PREPARED.new")
  mv "$PREPARED.new" "$PREPARED"
}

restore_prepared() { [ ! -d "$PREPARED" ] || cp -a "$PREPARED/." "$DATA"; }

# A dead process that nobody has collected yet does not count.
is_alive() { [ -r "/proc/$1/status" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status"; }

# launch LOGFILE COMMAND...: a server that outlives this script, unless it runs already.
launch() {
  if [ -f "$PID_FILE" ] && is_alive "$(cat "$PID_FILE")"; then return; fi
  local log=$1
  shift
  nohup setsid "$@" </dev/null >>"$log" 2>&1 &
  echo $! >"$PID_FILE"
}

# await_web ADDRESS SECONDS: until it answers anything, or the server is gone.
await_web() {
  local end=$((SECONDS + $2))
  until curl -s -o /dev/null --max-time 10 "$1"; do
    is_alive "$(cat "$PID_FILE")" || fail "The server ended by itself."
    [ $SECONDS -lt $end ] || fail "No answer from $1 within $2 s."
    sleep .2
  done
}

# Asks the server to end, and ends it after ten seconds.
end_server() {
  [ -f "$PID_FILE" ] || return 0
  local pid
  pid=$(cat "$PID_FILE")
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 50); do is_alive "$pid" || break; sleep .2; done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$PID_FILE"
}

crash() {
  local pid
  pid=$(cat "$PID_FILE")
  kill -9 "$pid"
  while is_alive "$pid"; do sleep .05; done
}

# A folder that another account may use, wherever the data are; "stop" removes it.
open_folder() { echo "${TMPDIR:-/tmp}/guichet-peer-$(cksum <<<"$DATA" | cut -d' ' -f1)"; }
