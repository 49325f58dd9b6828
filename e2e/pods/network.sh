#!/usr/bin/env bash
# The network of the cluster: each node is a network namespace, and a switch joins them in another one, from which no route goes
# to the machine or out of it. Takes and changes nothing of the machine's own network.
#
#   e2e/pods/network.sh
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/parts.sh"

main() {
    [[ ! -e /run/netns/$outside ]] || return 0
    ip netns add "$outside"
    ip -n "$outside" link set lo up
    ip -n "$outside" link add switch type bridge
    ip -n "$outside" addr add 10.200.0.254/24 dev switch
    ip -n "$outside" link set switch up
    set_in "$outside" net/ipv4/ip_forward 1
    # an address of the internet, for rules that let a pod out
    ip -n "$outside" addr add 203.0.113.10/32 dev switch
    local node
    for node in "${nodes[@]}"; do node "$node"; done
}

node() { # number
    local name=$prefix-node$1 other
    ip netns add "$name"
    ip -n "$name" link set lo up
    ip -n "$name" link add node0 type veth peer name "node$1" netns "$outside"
    ip -n "$name" addr add "10.200.0.$1/24" dev node0
    ip -n "$name" link set node0 up
    ip -n "$outside" link set "node$1" master switch
    ip -n "$outside" link set "node$1" up
    ip -n "$outside" route add "10.244.$1.0/24" via "10.200.0.$1"
    ip -n "$name" route add default via 10.200.0.254
    for other in "${nodes[@]}"; do
        [[ $other == "$1" ]] || ip -n "$name" route add "10.244.$other.0/24" via "10.200.0.$other"
    done
    set_in "$name" net/ipv4/ip_forward 1
    # what goes from pod to pod over a node's bridge has to pass its rules, too
    set_in "$name" net/bridge/bridge-nf-call-iptables 1
}

main
