#!/usr/bin/env bash
# Ends everything that up.sh started and removes its data, namespaces, mounts and cgroups; certificates and logs stay.
#
#   e2e/pods/down.sh FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/parts.sh"
cd "${1:?folder that was given to up.sh}"

main() {
    local tries=0 found
    # programs of a node are in its network namespace, and what runs in a pod in its cgroup; some start others while they end
    while found=$(programs) && [[ -n $found ]]; do
        ((++tries < 50)) || { echo "still there: $found" >&2 && exit 1; }
        # shellcheck disable=SC2086 # several
        kill -9 $found 2>/dev/null || true
        sleep 0.2
    done
    awk -v a="$PWD/" -v b="$runtime/" 'index($2, a) == 1 || index($2, b) == 1 {print $2}' /proc/mounts | sort -r |
        while read -r mounted; do umount -l "$mounted"; done
    local node namespace place
    for namespace in /run/netns/"$prefix"-*; do [[ ! -e $namespace ]] || ip netns del "${namespace##*/}"; done
    for node in "${nodes[@]}"; do
        for place in /sys/fs/cgroup/*/"$prefix-node$node" /sys/fs/cgroup/"$prefix-node$node"; do
            [[ ! -d $place ]] || find "$place" -depth -type d -exec rmdir {} + 2>/dev/null || true
        done
        rm -rf "node$node"/{containerd,kubelet,addresses,imported,podlogs} "node$node"/*.pid
    done
    find /var/log/containers /var/log/pods -xtype l -lname "$PWD/*" -delete 2>/dev/null || true # the kubelet's, wherever its logs are
    rm -rf "$runtime" volumes control/etcd control/*.pid outside/{mail,buckets} outside/*.pid
}

programs() {
    {
        local namespace
        for namespace in /run/netns/"$prefix"-*; do [[ ! -e $namespace ]] || ip netns pids "${namespace##*/}"; done
        find /sys/fs/cgroup -path "*/$prefix-node*" -name cgroup.procs -exec cat {} + 2>/dev/null || true
    } | sort -u
}

main
