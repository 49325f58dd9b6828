#!/bin/sh
# The probes of a Valkey pod, each answered by the program itself. Variables: see cluster.sh.
set -eu
# shellcheck source-path=SCRIPTDIR source=cluster.sh
. "$(dirname "$0")/cluster.sh"

here=${VALKEY_BIND:-127.0.0.1}
case $1 in
valkey-alive)
    ask "$here" 6379 PING | grep -q '^PONG' ;;
valkey-ready) # a rolling update continues only when this server has all data again
    ask "$here" 6379 INFO replication | grep -qE '^(role:master|master_link_status:up)' ;;
sentinel-alive)
    ask "$here" 26379 PING | grep -q '^PONG' ;;
sentinel-ready) # knows enough others for a failover
    ask "$here" 26379 SENTINEL CKQUORUM mymaster | grep -q '^OK' ;;
*)
    echo "usage: probe.sh valkey-alive|valkey-ready|sentinel-alive|sentinel-ready" >&2
    exit 2
    ;;
esac
