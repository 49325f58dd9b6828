#!/usr/bin/env bash
# Validates the synthesized stacks of environments with the real providers, and applies the first, the cluster's or the machine's,
# with a cloud that invents its answers: ENVIRONMENT.tftest.hcl says which, and what must come of it.
#
#   e2e/mocked/run.sh [ENVIRONMENT...]
#
# AWS_PROVIDER_VERSION  an older release of the AWS provider, where the one that the stack wants is not to be had
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/e2e-mocked

main() {
    local environment stack first
    (($#)) || set -- aws-prod azure-prod gcp-dev google-host
    for environment; do
        rm -rf "${work:?}/$environment"
        mkdir -p "$work/$environment"
        CDKTF_OUTDIR=$work/$environment/out "$root/chatstack" synth -e "$environment" >/dev/null
        for stack in "$work/$environment/out/stacks"/*; do validate "$environment" "$(basename "$stack")"; done
        first=$environment-cluster
        [[ -e $work/$environment/$first ]] || first=$environment-machine
        cp "$here/$environment.tftest.hcl" "$work/$environment/$first/"
        in_stack "$environment" "$first" test -no-color
    done
}

validate() { # environment, stack
    local folder=$work/$1/$2
    mv "$work/$1/out/stacks/$2" "$folder"
    # no state is kept, and a test must be able to destroy what it made
    python3 "$here/prepare.py" "${AWS_PROVIDER_VERSION:-}" <"$folder/cdk.tf.json" >"$folder/prepared.tf.json"
    rm "$folder/cdk.tf.json"
    in_stack "$1" "$2" init -input=false -no-color >"$folder/init.log" || { cat "$folder/init.log" && exit 1; }
    echo "$2: $(in_stack "$1" "$2" validate -no-color)"
}

in_stack() { # environment, stack, command
    "${TERRAFORM_BINARY_NAME:-terraform}" -chdir="$work/$1/$2" "${@:3}"
}

main "$@"
