#!/usr/bin/env bash
# Applies the cluster stack of an environment on AWS to emulated services, plans again, destroys. What it proves: ../README.md.
#
#   e2e/aws/run.sh [ENVIRONMENT]
#
# AWS_PROVIDER_VERSION  an older release of the AWS provider, where the one that the stack wants is not to be had
set -euo pipefail

environment=${1:-aws-prod}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/e2e-aws
stack=$work/stack

main() {
    CDKTF_OUTDIR=$work/out "$root/chatstack" synth -e "$environment"
    trap '"$here/down.sh" "$work/services"' EXIT
    "$here/up.sh" "$work/services"
    # shellcheck source=/dev/null
    . "$work/services/environment"
    prepare
    in_stack init -input=false >"$work/init.log" || { cat "$work/init.log" && exit 1; }
    step "apply" in_stack apply -no-color -auto-approve -input=false
    step "plan again: no change" plan_again
    step "destroy" in_stack destroy -no-color -auto-approve -input=false
    step "nothing is left" python3 "$here/leftovers.py"
}

step() {
    local started=$SECONDS
    echo "== $1"
    "${@:2}" >"$work/step.log" 2>&1 || { tail -n 60 "$work/step.log" && exit 1; }
    grep -v '^$' "$work/step.log" | tail -n "${LINES_OF_A_STEP:-12}" | grep -vE 'complete after|Still |Creating\.\.\.|Destroying\.\.\.' || true
    echo "   $((SECONDS - started)) s"
}

# The stack as it is synthesized, but with its state here and a zone of Route 53 that exists.
prepare() {
    rm -rf "$stack"
    mkdir -p "$stack"
    python3 "$here/prepare.py" "${AWS_PROVIDER_VERSION:-}" <"$work/out/stacks/$environment-cluster/cdk.tf.json" >"$stack/cdk.tf.json"
    echo '{"terraform": {"backend": {"local": {}}}}' >"$stack/local_override.tf.json"
}

plan_again() {
    in_stack plan -no-color -input=false -out=again.tfplan >/dev/null
    in_stack show -json again.tfplan | python3 "$here/no_change.py" "$here/forgets.json"
}

in_stack() {
    "${TERRAFORM_BINARY_NAME:-terraform}" -chdir="$stack" "$@"
}

main
