# shellcheck shell=bash
# Names and addresses of the cluster of real pods. Sourced by the scripts next to this.
#
#   10.200.0.N    node N; 10.200.0.254 is the machine that stands for everything outside, and has no egress either
#   10.244.N.0/24 its pods
#   10.96.0.0/16  Services

# shellcheck disable=SC2034 # the scripts that source this file use the variables
nodes=(1 2 3)
prefix=chatstack
outside=$prefix-outside
server=https://10.200.0.1:6443
runtime=/run/$prefix-pods

inside() { # namespace, command
    # not `ip netns exec`, which mounts another /sys over the cgroups
    nsenter --net="/run/netns/$1" "${@:2}"
}

set_in() { # namespace, file below /proc/sys, value
    # shellcheck disable=SC2016 # the inner shell reads its arguments
    inside "$1" sh -c 'echo "$2" >"/proc/sys/$1"' - "$2" "$3"
}
