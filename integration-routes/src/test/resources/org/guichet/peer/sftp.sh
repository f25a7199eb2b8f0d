#!/bin/bash
# OpenSSH: a real SFTP server, for an account of its own that goes when the server is stopped.
. "$(dirname "$0")/common.sh"
ACCOUNT=guichet$(cksum <<<"$DATA" | cut -d' ' -f1)
OPEN=$(open_folder)

stop() {
  end_server
  end_sessions
  userdel "$ACCOUNT" 2>/dev/null || true
  rm -rf "$OPEN"
}

# Each connection is a process that outlives the listener.
end_sessions() { pkill -9 -f "^sshd: $ACCOUNT( |@|$)" || true; }

crash() {
  local pid
  pid=$(cat "$PID_FILE")
  kill -9 "$pid"
  end_sessions
  while is_alive "$pid"; do sleep .05; done
}

prepare() {
  mkdir -p "$OPEN/files" /run/sshd
  [ -f "$DATA/password" ] || od -An -N12 -tx1 /dev/urandom | tr -d ' \n' >"$DATA/password"
  id "$ACCOUNT" >/dev/null 2>&1 ||
    useradd -M -d /nonexistent -s /usr/sbin/nologin -p "$(openssl passwd -6 "$(cat "$DATA/password")")" "$ACCOUNT"
  chown "$ACCOUNT" "$OPEN/files"
  for key in hostkey otherkey client; do
    [ -f "$DATA/$key" ] || ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$DATA/$key"
  done
  [ -f "$DATA/locked" ] || ssh-keygen -q -t rsa -b 2048 -m PEM -N locked-secret-1 -C locked -f "$DATA/locked"
  cat "$DATA/client.pub" "$DATA/locked.pub" >"$OPEN/authorized_keys"
  printf '%s\n' "ListenAddress 127.0.0.1:${PORTS[0]}" "HostKey $DATA/hostkey" "PidFile none" \
    "AuthorizedKeysFile $OPEN/authorized_keys" "PasswordAuthentication yes" "UsePAM no" "StrictModes no" \
    "AllowUsers $ACCOUNT" "Subsystem sftp internal-sftp -d $OPEN/files" "ForceCommand internal-sftp -d $OPEN/files" \
    "AllowTcpForwarding no" "X11Forwarding no" >"$DATA/sshd_config"
}

start() {
  install_packages openssh-server openssh-client openssl procps curl
  prepare
  launch "$DATA/server.log" /usr/sbin/sshd -D -e -f "$DATA/sshd_config"
  until ssh-keyscan -p "${PORTS[0]}" -T 1 127.0.0.1 2>/dev/null | grep -q ssh-; do
    is_alive "$(cat "$PID_FILE")" || fail "The server ended by itself."
    sleep .1
  done
  echo "READY host=127.0.0.1 port=${PORTS[0]} user=$ACCOUNT password=$(cat "$DATA/password") key=$DATA/client" \
    "lockedKey=$DATA/locked lockedKeyPassword=locked-secret-1 hostKey=$DATA/hostkey.pub otherKey=$DATA/otherkey.pub" \
    "files=$OPEN/files pid=$(cat "$PID_FILE")"
}

"$VERB"
