#!/bin/bash
# The sidecar of a MongoDB member: keeps the replica set as it is wanted. docs/mongodb.md says what it does.
set -eu
scripts=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR
. "$scripts/environment.sh"

# bash waits for a program in the foreground before it obeys a signal: the pod would hang until it is killed
trap 'kill "$program" 2>/dev/null || true; exit 0' TERM INT
while true; do
  timeout 2h mongosh --quiet --norc --nodb --file "$scripts/reconcile.js" &
  program=$!
  wait "$program" || true
  sleep 5 &
  program=$!
  wait "$program"
done
