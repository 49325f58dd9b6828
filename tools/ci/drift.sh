#!/usr/bin/env bash
# Plans an environment and keeps one issue on GitHub about what has drifted: opens it, says more on it, closes it when all is as it
# should be. Prints the plan as Markdown.
#   GH_TOKEN=... tools/ci/drift.sh ENV
# Takes cdktf.out as tools/ci/synth.sh left it.
# Exit code 1: the plan failed, which tells nothing of drift.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
environment=${1:?environment}
title="Drift in $environment"
plan=$(mktemp)
trap 'rm -f "$plan"' EXIT

code=0
tools/ci/plan.sh --synthesized "$environment" >"$plan" || code=$?
cat "$plan"
[[ $code == 0 || $code == 2 ]] || exit 1

# the search finds words, so "prod" would find the issue of "aws-prod" as well
issue=$(gh issue list --state open --search "in:title \"$title\"" --json number,title \
    --jq "map(select(.title == \"$title\"))[0].number // empty")
if [[ $code == 0 ]]; then
    [[ -z $issue ]] || gh issue close "$issue" --comment "What runs is again what the files say."
    exit
fi
# GitHub refuses texts of more than 65,536 characters
if [[ -n $issue ]]; then
    head -c 60000 "$plan" | gh issue comment "$issue" --body-file -
else
    head -c 60000 "$plan" | gh issue create --title "$title" --body-file -
fi
