#!/bin/bash
# A real mail server: Postfix takes mail, Dovecot keeps it and shows it by IMAP. Every address of example.test is a mailbox,
# name+tag@ is that of name; mail for elsewhere is refused, so that nothing leaves. TLS for who asks for it, with a certificate
# of its own for localhost; no sign-in for SMTP.
. "$(dirname "$0")/common.sh"
# Accounts of the two servers work on the data: these are where everybody may go, whoever owns the checkout.
FOLDER=$DATA
DATA=$(open_folder)
# Sockets have short names only.
RUN=/run/guichet-mail$(cksum <<<"$DATA" | cut -d' ' -f1)
OWNER=guichetmail

masters() { cat "$DATA/postfix/spool/pid/master.pid" "$RUN/master.pid" 2>/dev/null | tr -d ' '; }

stop() {
  [ -d "$DATA/postfix/etc" ] && postfix -c "$DATA/postfix/etc" stop >/dev/null 2>&1 || true
  [ -f "$RUN/master.pid" ] && kill "$(cat "$RUN/master.pid")" 2>/dev/null || true
  for _ in $(seq 50); do masters | xargs -r kill -0 2>/dev/null || break; sleep .1; done
  rm -rf "$RUN" "$DATA"
}

crash() {
  local pid
  for pid in $(masters); do kill -9 -- "-$pid"; done
}

install() {
  is_installed postfix || echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  DATA=$FOLDER install_packages postfix dovecot-imapd dovecot-lmtpd curl openssl
  id "$OWNER" >/dev/null 2>&1 || useradd -M -d /nonexistent -s /usr/sbin/nologin "$OWNER"
}

prepare_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$DATA/key.pem" -out "$DATA/certificate.pem" 2>>"$DATA/start.log"
}

prepare_postfix() {
  local etc=$DATA/postfix/etc
  mkdir -p "$DATA"/postfix/{etc,spool,lib}
  chown postfix "$DATA/postfix/lib"
  # No chroot: it would need a copy of the system's files in the spool.
  sed -E "s/^smtp( +inet.*) smtpd\$/127.0.0.1:${PORTS[0]}\1 smtpd/; s/^(\S+\s+(inet|unix|fifo)\s+\S+\s+\S+\s+)y(\s)/\1n\3/" \
    /usr/share/postfix/master.cf.dist >"$etc/master.cf"
  grep -q '^postlog ' "$etc/master.cf" ||
    echo 'postlog unix-dgram n - n - 1 postlogd' >>"$etc/master.cf"
  cat >>"$etc/master.cf" <<C
127.0.0.1:${PORTS[4]} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
C
  touch "$etc/dynamicmaps.cf"
  mkdir -p "$etc/postfix-files.d"
  cp /etc/postfix/postfix-files "$etc/" 2>/dev/null || true
  cat >"$etc/main.cf" <<C
compatibility_level = 3.6
queue_directory = $DATA/postfix/spool
data_directory = $DATA/postfix/lib
maillog_file = $DATA/postfix.log
maillog_file_prefixes = $DATA
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.test
mydestination =
virtual_mailbox_domains = example.test
virtual_mailbox_maps = static:all
virtual_transport = lmtp:inet:127.0.0.1:${PORTS[2]}
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
default_transport = error:outbound mail is off on this test server
relay_transport = error:outbound mail is off on this test server
smtpd_reject_unlisted_recipient = yes
alias_maps =
alias_database =
recipient_delimiter = +
smtpd_tls_security_level = may
smtpd_tls_chain_files = $DATA/key.pem, $DATA/certificate.pem
C
  chown -R root:root "$etc"
}

prepare_dovecot() {
  mkdir -p "$DATA/dovecot" "$DATA/mail" "$RUN"
  chown "$OWNER" "$DATA/mail"
  local user group
  user=$(id -u "$OWNER") group=$(id -g "$OWNER")
  cat >"$DATA/dovecot/dovecot.conf" <<C
base_dir = $RUN
state_dir = $DATA/dovecot
instance_name = $(basename "$RUN")
log_path = $DATA/dovecot.log
protocols = imap lmtp
recipient_delimiter = +
auth_username_format = %Ln
lda_mailbox_autocreate = yes
listen = 127.0.0.1
ssl = yes
ssl_cert = <$DATA/certificate.pem
ssl_key = <$DATA/key.pem
disable_plaintext_auth = no
first_valid_uid = $user
mail_location = maildir:$DATA/mail/%n
default_internal_user = dovecot
default_login_user = dovenull
service imap-login {
  inet_listener imap {
    port = ${PORTS[1]}
  }
  inet_listener imaps {
    port = ${PORTS[3]}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${PORTS[2]}
  }
}
passdb {
  driver = static
  args = password=mail-secret-1
}
userdb {
  driver = static
  args = uid=$user gid=$group home=$DATA/mail/%n allow_all_users=yes
}
C
}

start() {
  install
  [ -e "$FOLDER/begun" ] || rm -rf "$DATA"
  touch "$FOLDER/begun"
  mkdir -p "$DATA"
  chmod 755 "$DATA"
  [ -f "$DATA/certificate.pem" ] || prepare_certificate
  prepare_postfix
  prepare_dovecot
  postfix -c "$DATA/postfix/etc" status >/dev/null 2>&1 || postfix -c "$DATA/postfix/etc" start >"$DATA/start.log" 2>&1
  { [ -f "$RUN/master.pid" ] && is_alive "$(cat "$RUN/master.pid")"; } ||
    dovecot -c "$DATA/dovecot/dovecot.conf" </dev/null >>"$DATA/start.log" 2>&1
  for _ in $(seq 100); do
    curl -s -o /dev/null --user probe:mail-secret-1 "imap://127.0.0.1:${PORTS[1]}/" &&
      (exec 3<>"/dev/tcp/127.0.0.1/${PORTS[0]}") 2>/dev/null && break
    sleep .2
  done
  curl -fs -o /dev/null --user probe:mail-secret-1 "imap://127.0.0.1:${PORTS[1]}/" || fail "The mail server did not start."
  echo "READY host=127.0.0.1 smtp=${PORTS[0]} imap=${PORTS[1]} imaps=${PORTS[3]} smtps=${PORTS[4]} certificate=$DATA/certificate.pem password=mail-secret-1"
}

"$VERB"
