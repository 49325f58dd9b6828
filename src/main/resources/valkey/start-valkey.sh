#!/bin/sh
# Starts the Valkey server of this pod, as master or as replica: whatever two of the three Sentinels say.
# No Sentinels, no start: a server that guesses becomes a second master. Variables: see cluster.sh.
set -eu
here=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR source=cluster.sh
. "$here/cluster.sh"

# Is there a replica that was running when this server, the master, stopped? It has every write that was promised to
# survive; this server's file may lack the last second.
outlived() {
    for server in $servers; do
        [ "$server" = "$me" ] && continue
        ask "$server" 6379 INFO replication | awk '
            /^role:slave/ { replica = 1 }
            /^master_link_down_since_seconds:-1/ { never_linked = 1 }
            END { exit !(replica && !never_linked) }' && return 0
    done
    return 1
}

# This server is to be master, but its volume was lost, and the others, who have the data, would be emptied by it. They wait for
# the master for a minute, then start without it; and the Sentinels promote one of them.
would_empty_others() {
    ! has_data && others_have_data
}

# Prints the master once it is right to start. A minute after the Sentinels have named one it is right anyway: then nobody else will be
# master. A master without data waits for longer than that. By the clock, for on a busy node a question takes its time, too: both
# together end before the startup probe ends this script, which begins anew.
choose_master() {
    ready='' blank=''
    while :; do
        now=$(date +%s)
        master=$(named_by_sentinels | at_least 2)
        if [ -z "$master" ]; then
            log "waiting for two Sentinels to name the same master"
        elif [ "$master" = "$me" ] && [ "$now" -lt "${blank:=$((now + ${VALKEY_BLANK_PATIENCE:-180}))}" ] && would_empty_others; then
            log "waiting for the Sentinels to promote another: the volume here is empty, theirs are not"
        elif [ "$now" -ge "${ready:=$((now + ${VALKEY_PATIENCE:-60}))}" ]; then
            break
        elif [ "$master" != "$me" ]; then
            is_master "$master" && break
            log "waiting for the master $master"
        else
            outlived || break
            log "waiting for the Sentinels to promote a replica that outlived this master"
        fi
        sleep 1
    done
    echo "$master"
}

render() {
    cat "$here/valkey.conf"
    echo "dir $data"
    [ -z "${VALKEY_BIND:-}" ] || echo "bind $VALKEY_BIND"
    echo "requirepass $password"
    echo "masterauth $password"
    echo "replica-announce-ip $me"
    [ "$1" = "$me" ] || echo "replicaof $1 6379"
}

umask 077
master=$(choose_master)
log "$me starts; the master is $master"
render "$master" >"$run/valkey.conf"
exec valkey-server "$run/valkey.conf"
