#!/usr/bin/env bash
# A cluster of three real nodes on this machine, and an environment as shipped on it: programs run, rules are enforced, things
# break. README.md one folder above says what is real and what stands in.
#
#   ./chatstack e2e pods [-- PYTEST OPTION...]
#
# CHATSTACK_E2E_BIN  folder with programs that build.sh has built (target/e2e/bin)
# KEEP=1             leaves the cluster running
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
work=$root/target/e2e/pods
mkdir -p "$work"
work=$(cd "$work" && pwd)
bin=${CHATSTACK_E2E_BIN:-$root/target/e2e/bin}

main() {
    [[ ${1:-} != -- ]] || shift
    possible
    "$here/build.sh" "$bin"
    bin=$(cd "$bin" && pwd)
    "$here/../venv.sh" "$root/target/e2e"
    local python=$root/target/e2e/venv/bin/python
    local environment
    for environment in k3s-chathub openshift-prod aws-prod azure-prod microservices-prod gcp-dev; do
        synthesize $environment config
    done
    synthesize organisation e2e/kubernetes/environments
    "$here/outside.sh" certificates "$work/outside"
    "$python" "$here/images.py" "$bin" "$work/images" "$work/outside/pki/ca.crt"
    "$here/down.sh" "$work"
    [[ -n ${KEEP:-} ]] || trap '"$here/down.sh" "$work"' EXIT
    local start=$SECONDS
    BIN=$bin IMAGES=$work/images "$here/up.sh" "$work"
    echo "three nodes and DNS: $((SECONDS - start)) s"
    cd "$here"
    PATH=$bin:$PATH BIN=$bin E2E_WORK=$work PYTHONDONTWRITEBYTECODE=1 nsenter --net=/run/netns/chatstack-node1 \
        "$python" -m pytest -p no:cacheprovider -v -x --durations=5 -o junit_family=xunit1 --junitxml="$work/junit.xml" "$@"
}

synthesize() { # environment, folder of its file
    (
        cd "$root"
        ./chatstack manifests -e "$1" --config "$2" >"$work/$1.yaml"
        CDKTF_OUTDIR=$work/synth/$1 ./chatstack synth -e "$1" --config "$2"
    )
}

# Why it cannot run here, in words.
possible() {
    [[ $EUID == 0 ]] || stop "it makes network namespaces, mounts and cgroups, and needs root: sudo ./chatstack e2e pods"
    [[ -d /sys/fs/cgroup/memory || -e /sys/fs/cgroup/cgroup.controllers ]] || stop "no cgroups are mounted at /sys/fs/cgroup"
    local program missing=()
    for program in containerd ctr runc iptables nsenter losetup mkfs.ext4 mkfs.xfs cc curl jq openssl redis-server haproxy nginx \
        prometheus-alertmanager prometheus-blackbox-exporter prometheus-node-exporter prometheus-redis-exporter; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    ((${#missing[@]} == 0)) || stop "this machine lacks ${missing[*]}. On Debian: apt-get install --no-install-recommends containerd runc" \
        "iptables xfsprogs gcc libc6-dev jq redis-server haproxy nginx-light prometheus-alertmanager prometheus-blackbox-exporter" \
        "prometheus-node-exporter prometheus-redis-exporter"
}

stop() {
    echo "e2e pods: $*" >&2
    exit 2
}

main "$@"
