#!/usr/bin/env bash
# Shows what people and scanners say of the Kubernetes objects of every environment: kube-linter, kube-score and, when kubectl
# reaches a cluster to try things in, its API server, which checks every field strictly and creates nothing but empty namespaces.
#   e2e/manifests/run.sh [ENV...]
# Exit code 1: somebody found something. A program that is missing is said and counts as not run, never as passed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# kube-score's tests that do not hold here, each with its reason
not_asked=(
    container-image-pull-policy                          # every image has a version that is never published twice
    container-ephemeral-storage-request-and-limit        # root file systems are read-only and scratch volumes have a size limit
    container-security-context-user-group-id             # MongoDB's image has user 999; OpenShift chooses the ids itself
    container-resources                                  # no CPU limits: they throttle a pod while its node is idle
    pod-networkpolicy                                    # what watches the cluster may connect to anything; who may connect to it is named
    networkpolicy-targets-pod                            # pods of charts are not among the manifests
    deployment-has-host-podantiaffinity                  # topology spread constraints keep servers apart
    deployment-targeted-by-hpa-does-not-have-replicas-configured # Terraform ignores the number once it has been made
    service-targets-pod                                  # the label with a pod's name is put there by the controller of its StatefulSet
    deployment-replicas                                  # one server is what Rocket.Chat allows without a licence
    deployment-strategy                                  # and that one must be gone before the next one starts
)

environments=("$@")
((${#environments[@]})) || mapfile -t environments < <(./chatstack list 2>/dev/null | cut -d: -f1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export KUBECACHEDIR=$folder/cache # what another cluster at the same address has told is not true here
failed=0

check() {
    local name=$1
    shift
    if ! command -v "$1" >/dev/null; then
        echo "$environment: $name NOT RUN: $1 is not on the PATH"
    elif "$@" >"$folder/output" 2>&1; then
        echo "$environment: $name ok"
    else
        echo "$environment: $name"
        sed 's/^/    /' "$folder/output"
        failed=1
    fi
}

# shellcheck disable=SC2317 # check calls it
api_server() {
    local namespace findings
    # namespaces must exist for what is in them to be checked
    sed -n 's/^  namespace: //p' "$1" | sort -u | while read -r namespace; do
        kubectl get namespace "$namespace" >/dev/null 2>&1 || kubectl create namespace "$namespace" >/dev/null
    done
    # it exits with 1 for a kind that it does not know, which is no finding
    findings=$(kubectl apply --server-side --dry-run=server --validate=strict -f "$1" 2>&1 || true)
    ! grep -v -e 'serverside-applied' -e 'no matches for kind' -e 'ensure CRDs are installed' <<<"$findings"
}

for environment in "${environments[@]}"; do
    manifests=$folder/$environment.yaml
    ./chatstack manifests -e "$environment" >"$manifests" 2>/dev/null
    check kube-linter kube-linter lint --config .kube-linter.yaml "$manifests"
    ignored=()
    for test in "${not_asked[@]}"; do ignored+=(--ignore-test "$test"); done
    if grep -q 'architecture: microservices' "config/$environment.yaml"; then
        # what these name is made by the chart of Rocket.Chat's makers
        ignored+=(--ignore-test ingress-targets-service --ignore-test horizontalpodautoscaler-has-target)
    fi
    check kube-score kube-score score "${ignored[@]}" --exit-one-on-warning --output-format ci "$manifests"
    if kubectl version >/dev/null 2>&1; then
        check "API server" api_server "$manifests"
    else
        echo "$environment: API server NOT RUN: kubectl reaches none"
    fi
done
exit $failed
