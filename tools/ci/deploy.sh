#!/usr/bin/env bash
# Applies what tools/ci/synth.sh wrote, stack after stack. Only Terraform and the clouds' programs run here: no code of the
# project, of Maven or of npm runs in the job that may write.
#   tools/ci/deploy.sh ENV
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
environment=${1:?environment}
terraform=${TERRAFORM_BINARY_NAME:-terraform}

mapfile -t stacks <cdktf.out/order
for stack in "${stacks[@]}"; do
    [[ $stack == "$environment" || $stack == "$environment"-* ]] || { echo "$stack is not of $environment" >&2; exit 1; }
    echo "### $stack"
    "$terraform" -chdir="cdktf.out/stacks/$stack" init -input=false -no-color
    "$terraform" -chdir="cdktf.out/stacks/$stack" apply -input=false -no-color -auto-approve
done
