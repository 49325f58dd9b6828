#!/usr/bin/env bash
# Plans the stacks of one environment in the order of their deployment and prints the plans as Markdown.
#   tools/ci/plan.sh [--synthesized] [--from-state] ENV [FOLDER]
# --synthesized  takes cdktf.out as tools/ci/synth.sh left it: no code of the project runs here
# --from-state   compares with the state alone: asks no API server and reads no Secret, so it does not notice drift
# Exit code 0: nothing would change; 2: something would; 1: there is no plan, because the file is refused or Terraform failed.
# FOLDER gets one file `STACK.tfplan` for each stack that changes.
# A stack that looks for a cluster that does not exist yet cannot be planned: the output says so and leaves out the stacks after it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
synthesized='' refresh=true
while [[ ${1:-} == --* ]]; do
    case $1 in
        --synthesized) synthesized=yes ;;
        --from-state) refresh=false ;;
        *) echo "unknown option $1" >&2 && exit 1 ;;
    esac
    shift
done
environment=${1:?environment}
if [[ ${2:-} ]]; then
    plans=$2
    mkdir -p "$plans"
else
    plans=$(mktemp -d)
    trap 'rm -rf "$plans"' EXIT
fi
plans=$(realpath "$plans")
changed=0
terraform=${TERRAFORM_BINARY_NAME:-terraform}

# what chatstack refuses is no plan: its own exit code would say that something changes
[[ $synthesized ]] || tools/ci/synth.sh "$environment" >&2 || exit 1
stacks=$(<cdktf.out/order)
for stack in $stacks; do
    cd "cdktf.out/stacks/$stack"
    "$terraform" init -input=false -no-color >"$plans/output" 2>&1 || {
        printf '### %s: init failed\n\n```\n' "$stack"
        tail -30 "$plans/output"
        printf '```\n'
        exit 1
    }
    code=0
    "$terraform" plan -input=false -no-color -lock=false -refresh="$refresh" -detailed-exitcode -out="$plans/$stack.tfplan" >"$plans/output" 2>&1 || code=$?
    case $code in
        0)
            echo "### $stack: no change"
            rm "$plans/$stack.tfplan"
            ;;
        2)
            changed=2
            printf '### %s: %s\n\n<details><summary>plan</summary>\n\n```\n' "$stack" "$(grep -E '^Plan:|^Changes to Outputs' "$plans/output" | head -1)"
            sed -n '/Terraform will perform/,$p' "$plans/output"
            printf '```\n\n</details>\n'
            ;;
        *)
            printf '### %s: cannot be planned\n\n```\n' "$stack"
            grep -A8 -E 'Error' "$plans/output" | head -40
            printf '```\n'
            # a later stack of an environment that has never been deployed
            if [[ $changed == 2 && $stack != *-cluster ]]; then
                echo "It needs what the stacks before it will make; it is planned when they are there."
                exit 2
            fi
            exit 1
            ;;
    esac
    cd - >/dev/null
done
exit $changed
