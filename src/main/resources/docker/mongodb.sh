#!/bin/bash
# A member of the replica set on a Docker host: mongod, and next to it the reconciler, which in a cluster is a separate
# container. They share one here because the reconciler speaks to the mongod in the same network.
#   MEMBER_ORDINAL and what mongodb/environment.sh names; the arguments are mongod's
set -eu
scripts=$(dirname "$0")
(
  while true; do
    bash "$scripts/reconcile.sh" || true
    sleep 5
  done
) &
exec mongod "$@"
