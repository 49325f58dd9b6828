#!/usr/bin/env bash
# Builds the programs of Kubernetes from their Go modules into a folder: of a control plane, with kwok's stages next to them, or
# those that are named. What is there already is kept: delete the folder to build anew.
#
#   e2e/control-plane/build.sh FOLDER [PROGRAM...]
set -euo pipefail

release=v1.34.2
kwok=v0.8.0

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${1:?folder for the programs}"
bin=$(cd "$1" && pwd)
version=k8s.io/component-base/version
# the server would call itself v0.0.0-master, and charts that want a newer Kubernetes would refuse it
flags="-s -w -X $version.gitVersion=$release -X $version.gitMajor=1 -X $version.gitMinor=34"
export CGO_ENABLED=0

build() { # program, module's folder, package
    [[ ! -x $bin/$1 ]] || return 0
    needs_go
    echo "building $1"
    (cd "$2" && go build -trimpath -ldflags "$flags" -o "$bin/$1" "$3")
}

needs_go() {
    command -v go >/dev/null || {
        echo "this builds Kubernetes, and needs Go 1.26 or newer: https://go.dev/dl/" >&2
        exit 2
    }
}

kubernetes() { # program
    case $1 in
        etcd) build etcd "$here/etcd" go.etcd.io/etcd/server/v3 ;;
        *) build "$1" "$here" "k8s.io/kubernetes/cmd/$1" ;;
    esac
}

if (($# > 1)); then
    for program in "${@:2}"; do kubernetes "$program"; done
    exit
fi
for program in etcd kube-apiserver kube-controller-manager kube-scheduler; do kubernetes $program; done
if [[ ! -x $bin/kwok ]]; then
    needs_go
    echo "building kwok"
    GOBIN=$bin go install -trimpath sigs.k8s.io/kwok/cmd/kwok@$kwok
fi
if [[ ! -e $bin/stages.yaml || $here/stages.yaml -nt $bin/stages.yaml ]]; then
    needs_go
    module=$(cd /tmp && go mod download -json sigs.k8s.io/kwok@$kwok | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')/kustomize/stage
    {
        cat "$here/stages.yaml"
        for stage in "$module"/{node/fast/node-initialize,node/heartbeat-with-lease/node-heartbeat-with-lease,pod/fast/pod-ready,pod/fast/pod-complete,pod/fast/pod-delete}.yaml; do
            echo "---" && cat "$stage"
        done
    } >"$bin/stages.part"
    mv "$bin/stages.part" "$bin/stages.yaml"
fi
