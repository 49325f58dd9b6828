#!/usr/bin/env bash
# Starts a real Kubernetes control plane without containers, on loopback: etcd, kube-apiserver, controller-manager, scheduler,
# and kwok, which makes nodes and pods behave as if a kubelet ran them. What runs already is left alone: run it again after
# one of them was killed. Then: export KUBECONFIG=FOLDER/admin.kubeconfig
#
#   BIN=<what build.sh filled> e2e/control-plane/up.sh FOLDER
#
# API_PORT  port of the API server; the four after it are used as well (16443)
#
# Controllers and scheduler may ask the API server as often as they like: of themselves they make 20 objects a second.
#
# Admission webhooks are off, because charts register webhooks whose pods do not run here. Everything else is real: RBAC,
# Pod Security admission, quotas, schemas, server-side apply, garbage collection, scheduling.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/parts.sh"
bin=$(realpath "${BIN:?folder with the programs, see build.sh}")
mkdir -p "${1:?folder for certificates, logs and data}/pki" "$1/log"
cd "$1"
state=$PWD
api=${API_PORT:-16443}
# they live for minutes: to collect garbage less often takes a part of their work away
export GOGC=400
etcd=http://127.0.0.1:$((api + 1))
peer=http://127.0.0.1:$((api + 2))

main() {
    [[ -e pki/done ]] || certificates
    local name
    for name in admin manager scheduler; do kubeconfig $name "https://127.0.0.1:$api"; done

    run etcd "$bin/etcd" --name=e2e --data-dir="$state/etcd" --unsafe-no-fsync --log-level=warn \
        --listen-client-urls="$etcd" --advertise-client-urls="$etcd" \
        --listen-peer-urls="$peer" --initial-advertise-peer-urls="$peer" --initial-cluster="e2e=$peer"
    wait_for etcd curl -sf "$etcd/health"

    # a token webhook is what lets a cloud's own tokens sign in
    run apiserver "$bin/kube-apiserver" --etcd-servers="$etcd" --bind-address=127.0.0.1 --advertise-address=127.0.0.1 \
        --endpoint-reconciler-type=none --secure-port="$api" \
        --tls-cert-file=pki/apiserver.crt --tls-private-key-file=pki/apiserver.key --client-ca-file=pki/ca.crt \
        --service-account-issuer=https://kubernetes.default.svc.cluster.local \
        --service-account-key-file=pki/sa.pub --service-account-signing-key-file=pki/sa.key \
        --service-cluster-ip-range=10.96.0.0/16 --authorization-mode=Node,RBAC --allow-privileged=true \
        --disable-admission-plugins=MutatingAdmissionWebhook,ValidatingAdmissionWebhook --enable-priority-and-fairness=false \
        ${TOKEN_WEBHOOK:+--authentication-token-webhook-config-file="$TOKEN_WEBHOOK" --authentication-token-webhook-version=v1}
    wait_for apiserver curl -sf --cacert pki/ca.crt --cert pki/admin.crt --key pki/admin.key "https://127.0.0.1:$api/readyz"

    run manager "$bin/kube-controller-manager" --kubeconfig=manager.kubeconfig \
        --authentication-kubeconfig=manager.kubeconfig --authorization-kubeconfig=manager.kubeconfig \
        --bind-address=127.0.0.1 --secure-port=$((api + 3)) --leader-elect=false --use-service-account-credentials=true \
        --root-ca-file=pki/ca.crt --service-account-private-key-file=pki/sa.key \
        --cluster-signing-cert-file=pki/ca.crt --cluster-signing-key-file=pki/ca.key \
        --allocate-node-cidrs=false --service-cluster-ip-range=10.96.0.0/16 --node-monitor-grace-period=1h \
        --kube-api-qps=500 --kube-api-burst=1000
    run scheduler "$bin/kube-scheduler" --kubeconfig=scheduler.kubeconfig \
        --authentication-kubeconfig=scheduler.kubeconfig --authorization-kubeconfig=scheduler.kubeconfig \
        --bind-address=127.0.0.1 --secure-port=$((api + 4)) --leader-elect=false --kube-api-qps=500 --kube-api-burst=1000
    wait_for manager curl -sfk "https://127.0.0.1:$((api + 3))/healthz"
    wait_for scheduler curl -sfk "https://127.0.0.1:$((api + 4))/healthz"

    run kwok "$bin/kwok" --kubeconfig=admin.kubeconfig --manage-all-nodes=true --cidr=10.244.0.0/16 --node-ip=10.0.0.1 \
        --config="$bin/stages.yaml"
    echo "up: export KUBECONFIG=$state/admin.kubeconfig"
}

certificates() {
    authority e2e-ca
    certificate apiserver /CN=kube-apiserver "DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1"
    certificate admin /O=system:masters/CN=admin
    certificate manager /CN=system:kube-controller-manager
    certificate scheduler /CN=system:kube-scheduler
    account_keys
    touch pki/done
}

main
