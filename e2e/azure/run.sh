#!/bin/sh
# Validates the synthesized stacks of azure-prod with the real providers, and applies the cluster's with a mocked Azure.
# Needs terraform 1.11 and jq; run it in the root of the repository after ./chatstack synth -e azure-prod.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for stack in cluster platform chat; do
    cp -r "cdktf.out/stacks/azure-prod-$stack" "$work/$stack"
    # no state is kept, and a test must be able to destroy what it made
    jq 'del(.terraform.backend) | walk(if type == "object" then del(.prevent_destroy) else . end)' \
        "cdktf.out/stacks/azure-prod-$stack/cdk.tf.json" >"$work/$stack/cdk.tf.json"
    terraform -chdir="$work/$stack" init -input=false -no-color >"$work/init.log" || { cat "$work/init.log"; exit 1; }
    echo "azure-prod-$stack: $(terraform -chdir="$work/$stack" validate -no-color)"
done

cp "$here/cluster.tftest.hcl" "$work/cluster/"
terraform -chdir="$work/cluster" test -no-color
