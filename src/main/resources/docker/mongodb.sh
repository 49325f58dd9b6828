#!/bin/bash
# A member of the replica set on a Docker host: mongod, and next to it the reconciler, which in a cluster is a separate
# container. They share one here because the reconciler speaks to the mongod in the same network.
#   MEMBER_ORDINAL and what mongodb/environment.sh names; the arguments are mongod's
#   SETTLED_FILE  is there once set and accounts are as wanted
set -eu
scripts=$(dirname "$0")
(
  while true; do
    bash "$scripts/reconcile.sh" || true
    sleep 5
  done
) | while read -r line; do
  echo "$line"
  [[ $line != *'all is as wanted' ]] || : >"$SETTLED_FILE"
done &
exec mongod "$@"
