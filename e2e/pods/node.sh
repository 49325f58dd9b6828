#!/usr/bin/env bash
# Starts one node of the cluster that up.sh makes, or what is missing of it.
#
#   BIN=... IMAGES=... e2e/pods/node.sh FOLDER NUMBER
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
. "$here/parts.sh"
# shellcheck source-path=SCRIPTDIR
. "$here/../control-plane/parts.sh"
bin=$(realpath "${BIN:?folder with the programs, see build.sh}")
images=$(realpath "${IMAGES:?folder with images, see images.py}")
control=$(cd "$1" && pwd)/control
number=$2
name=node$number
mkdir -p "$1/$name/cni" "$1/$name/log"
cd "$1/$name"
enter=(nsenter "--net=/run/netns/$prefix-$name")
socket=$runtime/$name/containerd.sock

main() {
    containerd_config | settings containerd.toml
    pod_network | settings cni/10-pods.conflist
    run containerd containerd --config "$PWD/containerd.toml"
    wait_for containerd ctr --address "$socket" version
    import
    cgroups
    : >resolv.conf # the cluster's DNS knows nobody outside it, and neither does a node
    kubelet_config | settings kubelet.yaml
    run kubelet "$bin/kubelet" --config=kubelet.yaml --kubeconfig="$control/$name.kubeconfig" --hostname-override="$name" \
        --node-ip="10.200.0.$number" --root-dir="$PWD/kubelet" --node-labels="topology.kubernetes.io/zone=zone-$number"
    proxy_config | settings proxy.yaml
    run proxy "$bin/kube-proxy" --config=proxy.yaml
    run policies "$bin/policies" --kubeconfig="$control/admin.kubeconfig" --node="$name"
    judge
    wait_for kubelet is_ready
}

# What stands in the file stays untouched when it is the same: kube-proxy ends when its file changes.
settings() { # file; what it holds comes in
    cat >"$1.new"
    if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

is_ready() {
    [[ $("${enter[@]}" "$bin/kubectl" --kubeconfig "$control/admin.kubeconfig" get node "$name" \
        -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}') == True ]]
}

# Capability CAP_SYS_RESOURCE, which containers on some machines lack, is not needed: no score for the kernel's killer is lowered.
containerd_config() {
    cat <<END
version = 2
root = "$PWD/containerd"
state = "$runtime/$name"
[grpc]
  address = "$socket"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  sandbox_image = "registry.k8s.io/pause:3.10"
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$bin/cni"
    conf_dir = "$PWD/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
END
}

pod_network() {
    cat <<END
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "pods", "isGateway": true, "ipMasq": false, "hairpinMode": true,
   "ipam": {"type": "host-local", "dataDir": "$PWD/addresses", "ranges": [[{"subnet": "10.244.$number.0/24"}]],
            "routes": [{"dst": "0.0.0.0/0"}]}}]}
END
}

import() {
    local image
    for image in "$images"/*.tar; do
        [[ $image -nt imported ]] || continue
        ctr --address "$socket" --namespace k8s.io images import "$image" >>log/images.log
    done
    touch imported
}

# Its own place in every hierarchy of version 1, or in the one of version 2.
cgroups() {
    local controller place=/sys/fs/cgroup
    if [[ -e $place/cgroup.controllers ]]; then
        mkdir -p "$place/$prefix-$name"
        return
    fi
    for controller in cpu cpuacct cpuset memory devices freezer blkio pids systemd; do
        [[ ! -d $place/$controller ]] || mkdir -p "$place/$controller/$prefix-$name"
    done
    cat $place/cpuset/cpuset.cpus >"$place/cpuset/$prefix-$name/cpuset.cpus"
    cat $place/cpuset/cpuset.mems >"$place/cpuset/$prefix-$name/cpuset.mems"
}

kubelet_config() {
    cat <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $control/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $control/pki/$name.crt
tlsPrivateKeyFile: $control/pki/$name.key
cgroupDriver: cgroupfs
cgroupRoot: /$prefix-$name
failSwapOn: false
failCgroupV1: false
localStorageCapacityIsolation: false
containerRuntimeEndpoint: unix://$socket
clusterDNS: [10.96.0.10]
clusterDomain: cluster.local
resolvConf: $PWD/resolv.conf
podLogsDir: $PWD/podlogs
oomScoreAdj: 0
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
nodeStatusUpdateFrequency: 5s
maxPods: 200
END
}

proxy_config() {
    cat <<END
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: $control/proxy.kubeconfig}
mode: iptables
clusterCIDR: 10.244.0.0/16
hostnameOverride: $name
oomScoreAdj: 0
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
END
}

# New connections of pods go to the engine's queue once kube-proxy has said where; the kubelet's own, of root on the node, do not,
# as every network plug-in has it. Nobody at the queue: nothing passes.
judge() {
    local rule
    "${enter[@]}" iptables -t mangle -N POLICIES 2>/dev/null || "${enter[@]}" iptables -t mangle -F POLICIES
    while read -r rule; do
        # shellcheck disable=SC2086 # a rule is several words
        "${enter[@]}" iptables -t mangle -A POLICIES $rule
    done <<END
-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN
-m owner --uid-owner 0 -j RETURN
-s 10.244.0.0/16 -j NFQUEUE --queue-num 100
-d 10.244.0.0/16 -j NFQUEUE --queue-num 100
END
    "${enter[@]}" iptables -t mangle -C POSTROUTING -j POLICIES 2>/dev/null ||
        "${enter[@]}" iptables -t mangle -A POSTROUTING -j POLICIES
}

main
