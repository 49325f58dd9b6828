#!/bin/bash
# The sidecar of a MongoDB member: keeps the replica set as it is wanted. docs/mongodb.md says what it does.
#   MEMBER_HOST_TEMPLATE  host:port of the members, %d for the ordinal
#   MEMBER_ORDINAL        this member's ordinal; without it the number at the end of the host name
set -u
export KEY_FILE=${KEY_FILE:-/run/mongodb/key}
export MEMBERS_FILE=${MEMBERS_FILE:-/etc/mongodb/members/members}
export ACCOUNTS_DIR=${ACCOUNTS_DIR:-/etc/mongodb/accounts}
export HOME=/tmp MONGOSH_FORCE_DISABLE_TELEMETRY_FOR_TESTING=1

# bash waits for a program in the foreground before it obeys a signal: the pod would hang until it is killed
trap 'kill "$shell" 2>/dev/null; exit 0' TERM INT
while true; do
  timeout 2h mongosh --quiet --norc --nodb --file "$(dirname "$0")/reconcile.js" &
  shell=$!
  wait "$shell"
  sleep 5 &
  wait $!
done
