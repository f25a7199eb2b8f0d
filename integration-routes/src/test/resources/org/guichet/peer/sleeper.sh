#!/bin/bash
# No company system: what PeerTest tries the harness on. Its record is a line per start.
. "$(dirname "$0")/common.sh"

stop() { end_server; }

start() {
  echo started >>"$DATA/starts"
  echo "the disk is full" >"$DATA/prepare.log"
  [ -z "${BROKEN:-}" ] || fail "Could not be prepared."
  launch "$DATA/server.log" sleep 600
  echo "READY starts=$(wc -l <"$DATA/starts") ports=${#PORTS[@]} pid=$(cat "$PID_FILE")"
}

"$VERB"
