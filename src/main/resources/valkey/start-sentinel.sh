#!/bin/sh
# Starts the Sentinel of this pod. Its state (who is master, the epoch of that decision, who else is there) is kept on
# the pod's volume; a Sentinel that lost it asks the others. Variables: see cluster.sh.
set -eu
here=$(dirname "$0")
. "$here/cluster.sh"
conf=$data/sentinel.conf

# The very first start, when nobody answers and nobody ever did, makes valkey-0 the master.
find_master() {
    for _ in 1 2 3 4 5; do
        found=$({ named_by_sentinels; claimed_by_servers; } | at_least 2)
        [ -z "$found" ] || break
        sleep 1
    done
    [ -n "$found" ] || found=$(claimed_by_servers | at_least 1)
    echo "${found:-$first}"
}

# What a Sentinel itself wrote into its file; everything else is rendered anew, so that a new password takes effect.
state() {
    if ! grep '^sentinel monitor ' "$conf" 2>/dev/null; then
        echo "sentinel monitor mymaster $(find_master) 6379 2"
        return
    fi
    grep -E '^sentinel (current-epoch|config-epoch|leader-epoch|known-replica|known-sentinel) ' "$conf" || true
}

render() {
    cat "$here/sentinel.conf"
    echo "dir $data"
    [ -z "${VALKEY_BIND:-}" ] || echo "bind $VALKEY_BIND"
    echo "requirepass $password"
    echo "sentinel sentinel-pass $password"
    echo "sentinel auth-pass mymaster $password"
    echo "sentinel announce-ip $me"
    # always the same identity: the others must not count one that lost its state as a fourth
    printf 'sentinel myid %040d\n' $((${pod##*-} + 1))
    state
}

umask 077
render >"$conf.new"
mv "$conf.new" "$conf"
exec valkey-server "$conf" --sentinel
