#!/bin/sh
# Starts the Sentinel of this pod. Who else is there is known beforehand; what must not be forgotten is who is master and
# the epochs of that decision. They stay in Sentinel's own file on the pod's volume. Variables: see cluster.sh.
set -eu
here=$(dirname "$0")
# shellcheck source-path=SCRIPTDIR source=cluster.sh
. "$here/cluster.sh"
conf=$data/sentinel.conf

# A Sentinel that lost its file, or finds it empty or cut off after a power cut, asks the others. On the very first start nobody answers: then the first is the master.
find_master() {
    for _ in 1 2 3 4 5; do
        found=$({ named_by_sentinels; claimed_by_servers; } | at_least 2)
        [ -z "$found" ] || break
        sleep 1
    done
    [ -n "$found" ] || found=$(claimed_by_servers | at_least 1)
    echo "${found:-$VALKEY_0}"
}

# If the Services were deleted and created again, the same pods have other addresses: the place in the list counts.
saved_master() {
    awk -v now="$servers" '
        /^# servers: / { for (i = 3; i <= NF; i++) place[$i] = i - 2 }
        /^sentinel monitor / { split(now, server, " "); print server[place[$4]] }' "$conf"
}

saved_epochs() {
    grep -E '^sentinel (current-epoch|(config|leader)-epoch mymaster) [0-9]+$' "$conf" || true
}

# Each Sentinel always has the same identity: one that lost its file must not count as a fourth.
everyone() {
    number=0
    for server in $servers; do
        [ "$server" = "$master" ] || echo "sentinel known-replica mymaster $server 6379"
        if [ "$server" = "$me" ]; then
            printf 'sentinel myid %040d\n' "$number"
        else
            printf 'sentinel known-sentinel mymaster %s 26379 %040d\n' "$server" "$number"
        fi
        number=$((number + 1))
    done
}

render() {
    cat "$here/sentinel.conf"
    echo "# servers: $servers"
    echo "dir $data"
    [ -z "${VALKEY_BIND:-}" ] || echo "bind $VALKEY_BIND"
    echo "requirepass $password"
    echo "sentinel sentinel-pass $password"
    echo "sentinel auth-pass mymaster $password"
    echo "sentinel announce-ip $me"
    echo "sentinel monitor mymaster $master 6379 2"
    [ ! -f "$conf" ] || saved_epochs
    ! has_data || echo "user has-data off"
    everyone
}

umask 077
master=
[ ! -s "$conf" ] || master=$(saved_master)
[ -n "$master" ] || master=$(find_master)
log "$me watches $master"
render >"$conf.new"
sync
mv "$conf.new" "$conf"
exec valkey-server "$conf" --sentinel
