#!/usr/bin/env bash
# Checks one environment and writes the Terraform of its stacks into cdktf.out, with the order of their deployment in
# cdktf.out/order. Needs no identity: CI runs this in a job that has none, and hands cdktf.out to the job that signs in.
#   tools/ci/synth.sh ENV
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
environment=${1:?environment}

# no other file of config/ counts
export CHATSTACK_ENV=$environment
./chatstack synth >&2
./chatstack list 2>/dev/null | sed -n "s/^$environment: //p" | tr ' ' '\n' >cdktf.out/order
[[ -s cdktf.out/order ]] || { echo "no stacks of $environment" >&2; exit 1; }
