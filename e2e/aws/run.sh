#!/usr/bin/env bash
# Applies the cluster stack of an environment on AWS to emulated services, plans again, destroys. What it proves: README.md.
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
python=$work/venv/bin/python
services=()

main() {
    mkdir -p "$work"
    trap stop_services EXIT
    install
    start_services
    sign_in
    prepare
    in_stack init -input=false >/dev/null
    step "apply" in_stack apply -no-color -auto-approve -input=false
    step "plan again: no change" plan_again
    step "destroy" in_stack destroy -no-color -auto-approve -input=false
    step "nothing is left" "$python" "$here/leftovers.py"
}

step() {
    local started=$SECONDS
    echo "== $1"
    "${@:2}" >"$work/step.log" 2>&1 || { tail -n 60 "$work/step.log" && exit 1; }
    tail -n 3 "$work/step.log"
    echo "   $((SECONDS - started)) s"
}

install() {
    if [[ ! -x $work/venv/bin/moto_server ]]; then
        python3 -m venv "$work/venv"
        "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
    fi
}

start_services() {
    MOTO_IAM_LOAD_MANAGED_POLICIES=true MOTO_ACM_VALIDATION_WAIT=1 \
        "$work/venv/bin/moto_server" -H 127.0.0.1 -p 5055 >"$work/moto.log" 2>&1 &
    services+=($!)
    "$python" "$here/eks_fake.py" 5056 >"$work/eks.log" 2>&1 &
    services+=($!)
    "$python" "$here/dlm_fake.py" 5057 >"$work/dlm.log" 2>&1 &
    services+=($!)
    wait_for http://127.0.0.1:5055/moto-api/
    wait_for http://127.0.0.1:5056/clusters
    wait_for http://127.0.0.1:5057/policies
}

wait_for() {
    local tries=0
    until curl -sf -o /dev/null "$1"; do
        ((++tries < 120)) || { echo "no answer from $1" >&2 && exit 1; }
        sleep 0.5
    done
}

stop_services() {
    kill "${services[@]}" 2>/dev/null || true
}

# S3 Control puts the account's id before the host, where only a proxy finds it.
sign_in() {
    unset AWS_PROFILE AWS_SESSION_TOKEN
    export AWS_ACCESS_KEY_ID=emulated AWS_SECRET_ACCESS_KEY=emulated AWS_EC2_METADATA_DISABLED=true AWS_DEFAULT_REGION=eu-central-1
    export AWS_ENDPOINT_URL=http://127.0.0.1:5055 AWS_ENDPOINT_URL_EKS=http://127.0.0.1:5056
    export AWS_ENDPOINT_URL_DLM=http://127.0.0.1:5057
    export HTTP_PROXY=http://127.0.0.1:5055 NO_PROXY=127.0.0.1
}

# The stack as it is synthesized, but with its state here and a zone of Route 53 that exists.
prepare() {
    local zone
    rm -rf "$stack" "$work/out"
    mkdir -p "$stack"
    CDKTF_OUTDIR=$work/out "$root/chatstack" synth -e "$environment"
    zone=$("$python" -c 'import boto3
print(boto3.client("route53").create_hosted_zone(Name="example.org", CallerReference="e2e")["HostedZone"]["Id"].split("/")[-1])')
    sed -E "s/(\"zone_id\": \")[^\"]+/\1$zone/" "$work/out/stacks/$environment-cluster/cdk.tf.json" |
        if [[ -n ${AWS_PROVIDER_VERSION:-} ]]; then "$python" "$here/stand_in.py" "$AWS_PROVIDER_VERSION"; else cat; fi \
            >"$stack/cdk.tf.json"
    echo '{"terraform": {"backend": {"local": {}}}}' >"$stack/local_override.tf.json"
    # as a person does before a destroy
    [[ -n ${AWS_PROVIDER_VERSION:-} ]] || sed -i 's/"deletion_protection": true/"deletion_protection": false/' "$stack/cdk.tf.json"
}

plan_again() {
    in_stack plan -no-color -input=false -out=again.tfplan >/dev/null
    in_stack show -json again.tfplan | "$python" "$here/no_change.py" "$here/forgets.json"
}

in_stack() {
    "${TERRAFORM_BINARY_NAME:-terraform}" -chdir="$stack" "$@"
}

main
