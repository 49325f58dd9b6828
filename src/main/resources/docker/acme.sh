#!/bin/bash
# Starts HAProxy, which gets its certificate by ACME itself, and keeps each certificate that it got: HAProxy writes no files, and
# authorities issue only a few certificates a week for one name.
#   $FIRST        a certificate that the machine made itself, and its key in $FIRST.key: for the time until there is another
#   $CERTIFICATE  where the certificate and its key are kept, together; $CERTIFICATE.issued is there as soon as it is an authority's
#   $ACME_CONTROL the port of 127.0.0.1 on which HAProxy takes commands
set -euo pipefail
ACME_CONTROL=${ACME_CONTROL:-9999} PAUSE=${PAUSE:-20} RETRY=${RETRY:-1200}
umask 077

[ -s "$CERTIFICATE" ] || cat "$FIRST" "$FIRST.key" >"$CERTIFICATE"

# ask <command>: what HAProxy answers
ask() {
  local socket
  exec {socket}<>"/dev/tcp/127.0.0.1/$ACME_CONTROL" || return 1
  echo "$1" >&"$socket"
  cat <&"$socket"
  exec {socket}>&-
}

held() { ask "dump ssl cert $CERTIFICATE" | grep -v '^$'; }

keep() {
  echo "$1" >"$CERTIFICATE.new"
  mv "$CERTIFICATE.new" "$CERTIFICATE"
  : >"$CERTIFICATE.issued"
}

# HAProxy renews what is about to expire; the first one has to be asked for, and again while the name does not point here
watch() {
  local before='' now asked=-$RETRY
  while sleep "$PAUSE"; do
    now=$(held 2>/dev/null) || continue
    case $now in *'PRIVATE KEY'*) ;; *) continue ;; esac
    if [ -n "$before" ] && [ "$now" != "$before" ]; then keep "$now"; fi
    before=$now
    if [ ! -e "$CERTIFICATE.issued" ] && ((SECONDS - asked >= RETRY)); then
      ask "acme renew $CERTIFICATE" || true
      asked=$SECONDS
    fi
  done
}

watch &
exec "$@"
