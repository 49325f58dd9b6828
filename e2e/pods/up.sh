#!/usr/bin/env bash
# Starts a Kubernetes cluster of three nodes on this machine that runs real pods: a control plane, and on each node containerd,
# kubelet, kube-proxy and an engine that enforces NetworkPolicies; each node is a zone. Run again, it starts what is missing.
# Nothing in it can reach anything outside the machine. Needs root.
#
#   BIN=<what build.sh filled> IMAGES=<what images.py filled> e2e/pods/up.sh FOLDER
#
# Then: nsenter --net=/run/netns/chatstack-node1 kubectl --kubeconfig FOLDER/control/admin.kubeconfig ...
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
. "$here/parts.sh"
# shellcheck source-path=SCRIPTDIR
. "$here/../control-plane/parts.sh"
bin=$(realpath "${BIN:?folder with the programs, see build.sh}")
mkdir -p "${1:?folder for certificates, logs and data}/control/pki" "$1/control/log"
folder=$(cd "$1" && pwd)
export GOGC=200

main() {
    "$here/network.sh"
    control_plane
    local node starting=()
    for node in "${nodes[@]}"; do
        BIN=$bin "$here/node.sh" "$folder" "$node" &
        starting+=($!)
    done
    for node in "${starting[@]}"; do wait "$node"; done
    BIN=$bin "$here/outside.sh" start "$folder/outside"
    kubectl -n kube-system create secret generic traefik --from-file="$folder/outside/pki/both.pem" --dry-run=client -o yaml |
        kubectl apply --server-side -f - >/dev/null
    kubectl apply --server-side -f "$here/cluster" >/dev/null
    kubectl -n kube-system rollout status deployment/coredns --timeout=120s >/dev/null
    echo "up: nsenter --net=/run/netns/$prefix-node1 kubectl --kubeconfig $folder/control/admin.kubeconfig"
}

kubectl() {
    inside $prefix-node1 "$bin/kubectl" --kubeconfig "$folder/control/admin.kubeconfig" "$@"
}

control_plane() {
    cd "$folder/control"
    [[ -e pki/done ]] || certificates
    local name
    for name in admin manager scheduler proxy volumes node1 node2 node3; do kubeconfig "$name" "$server"; done
    enter=(nsenter "--net=/run/netns/$prefix-node1")

    run etcd "$bin/etcd" --name=e2e --data-dir="$PWD/etcd" --unsafe-no-fsync --log-level=warn
    wait_for etcd "${enter[@]}" curl -sf http://127.0.0.1:2379/health

    run apiserver "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 --advertise-address=10.200.0.1 \
        --tls-cert-file=pki/apiserver.crt --tls-private-key-file=pki/apiserver.key --client-ca-file=pki/ca.crt \
        --kubelet-client-certificate=pki/admin.crt --kubelet-client-key=pki/admin.key \
        --kubelet-certificate-authority=pki/ca.crt --kubelet-preferred-address-types=InternalIP \
        --service-account-issuer=https://kubernetes.default.svc.cluster.local \
        --service-account-key-file=pki/sa.pub --service-account-signing-key-file=pki/sa.key \
        --service-cluster-ip-range=10.96.0.0/16 --authorization-mode=Node,RBAC --allow-privileged=true
    wait_for apiserver "${enter[@]}" curl -sf --cacert pki/ca.crt --cert pki/admin.crt --key pki/admin.key "$server/readyz"

    run manager "$bin/kube-controller-manager" --kubeconfig=manager.kubeconfig \
        --authentication-kubeconfig=manager.kubeconfig --authorization-kubeconfig=manager.kubeconfig \
        --bind-address=127.0.0.1 --leader-elect=false --use-service-account-credentials=true \
        --root-ca-file=pki/ca.crt --service-account-private-key-file=pki/sa.key \
        --cluster-signing-cert-file=pki/ca.crt --cluster-signing-key-file=pki/ca.key \
        --allocate-node-cidrs=false --service-cluster-ip-range=10.96.0.0/16
    run scheduler "$bin/kube-scheduler" --kubeconfig=scheduler.kubeconfig \
        --authentication-kubeconfig=scheduler.kubeconfig --authorization-kubeconfig=scheduler.kubeconfig \
        --bind-address=127.0.0.1 --leader-elect=false
    run volumes "$bin/volumes" --kubeconfig volumes.kubeconfig --folder "$folder/volumes"
}

certificates() {
    authority pods-ca
    certificate apiserver /CN=kube-apiserver "DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1,IP:10.200.0.1"
    certificate admin /O=system:masters/CN=admin
    certificate manager /CN=system:kube-controller-manager
    certificate scheduler /CN=system:kube-scheduler
    certificate proxy /CN=system:kube-proxy
    certificate volumes /O=system:masters/CN=volumes
    local node
    for node in "${nodes[@]}"; do
        certificate "node$node" "/O=system:nodes/CN=system:node:node$node" "DNS:node$node,IP:10.200.0.$node"
    done
    account_keys
    touch pki/done
}

main
