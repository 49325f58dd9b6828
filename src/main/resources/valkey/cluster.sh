#!/bin/sh
# shellcheck disable=SC2034 # the scripts that source this file use the variables
# What the pods know of each other. Sourced by the other scripts; works in dash and in busybox sh.
#
#   VALKEY_0, VALKEY_1, VALKEY_2   addresses of the three pods: each the cluster IP of a separate Service, so that it
#                                  outlives the pod and nobody needs DNS to replace a master (docs/valkey.md says why)
#   POD_NAME                       valkey-0, valkey-1 or valkey-2 (default the host name, which Kubernetes sets to it)
#   VALKEY_PASSWORD_FILE           the mounted Secret; letters and digits only: the password also travels inside URLs
#   VALKEY_DATA                    the pod's volume (default /data)
#   VALKEY_RUN                     an empty, writable folder (default /run/valkey)
#   VALKEY_BIND                    the addresses to listen on (default all)

servers="$VALKEY_0 $VALKEY_1 $VALKEY_2"
pod=${POD_NAME:-$(hostname)}
case $pod in
*-0) me=$VALKEY_0 ;;
*-1) me=$VALKEY_1 ;;
*-2) me=$VALKEY_2 ;;
*)
    echo "$pod: must end in -0, -1 or -2" >&2
    exit 1
    ;;
esac
data=${VALKEY_DATA:-/data}
run=${VALKEY_RUN:-/run/valkey}
password=$(cat "$VALKEY_PASSWORD_FILE")

case $password in
'' | *[!A-Za-z0-9]*)
    echo "$VALKEY_PASSWORD_FILE: must hold letters and digits only" >&2
    exit 1
    ;;
esac

log() {
    echo "$(date -u +%FT%TZ) $*" >&2
}

# ask SERVER PORT COMMAND...: the answer within 2 seconds, or nothing. The password is never an argument: anyone on the
# node can read those.
ask() {
    ask_host=$1 ask_port=$2
    shift 2
    REDISCLI_AUTH=$password timeout 2 valkey-cli -e -h "$ask_host" -p "$ask_port" "$@" 2>/dev/null | tr -d '\r'
}

named_by_sentinels() {
    for server in $servers; do
        ask "$server" 26379 SENTINEL GET-MASTER-ADDR-BY-NAME mymaster | head -n 1
    done
}

# A master claims to be it; a replica names the one it follows.
claimed_by_servers() {
    for server in $servers; do
        ask "$server" 6379 INFO replication |
            awk -F: -v server="$server" '/^role:master/ { print server } /^master_host:/ { print $2 }'
    done
}

# at_least N: of the names on standard input the one that comes most often, if it comes N times or more.
at_least() {
    grep . | sort | uniq -c | sort -rn | awk -v n="$1" 'NR == 1 && $1 >= n { print $2 }'
}

# Whether this pod's volume held the data of a server when the pod started.
has_data() {
    [ -n "$(ls "$data/appendonlydir" 2>/dev/null)" ] || [ -s "$data/appendonly.aof" ] || [ -s "$data/dump.rdb" ]
}

# Whether another pod has such data, or cannot be asked: its Sentinel says so by an account without rights, for its server may be waiting and
# answer nobody (start-sentinel.sh makes it).
others_have_data() {
    for server in $servers; do
        [ "$server" = "$me" ] && continue
        users=$(ask "$server" 26379 ACL USERS)
        # one that does not answer may have data
        case $users in
        '') return 0 ;;
        *has-data*) return 0 ;;
        esac
    done
    return 1
}

is_master() {
    ask "$1" 6379 INFO replication | grep -q '^role:master'
}
