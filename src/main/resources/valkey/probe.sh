#!/bin/sh
# The probes of a Valkey pod, each answered by the program itself. Variables: see cluster.sh.
set -eu
# shellcheck source-path=SCRIPTDIR source=cluster.sh
. "$(dirname "$0")/cluster.sh"

case $1 in
valkey-alive)
    ask "$me" 6379 PING | grep -q '^PONG' ;;
valkey-ready) # a rolling update goes on only when this server has all data again
    ask "$me" 6379 INFO replication | grep -qE '^(role:master|master_link_status:up)' ;;
sentinel-alive)
    ask "$me" 26379 PING | grep -q '^PONG' ;;
sentinel-ready) # knows enough others for a failover
    ask "$me" 26379 SENTINEL CKQUORUM mymaster | grep -q '^OK' ;;
*)
    echo "usage: probe.sh valkey-alive|valkey-ready|sentinel-alive|sentinel-ready" >&2
    exit 2
    ;;
esac
