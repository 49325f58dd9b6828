#!/bin/bash
# A member of the replica set on a Docker host: mongod, and beside it the reconciler, which in a cluster is a container of its
# own. They share a container because the reconciler speaks to the mongod of its own network.
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
