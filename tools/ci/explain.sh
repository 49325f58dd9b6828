#!/usr/bin/env bash
# Prints, as Markdown, what a change means to people and to the bill of one environment, compared with another commit. The same as JSON
# is then in explain.json, with whether that is more than a limit allows.
#   tools/ci/explain.sh ENV COMMIT [LIMIT]
# Needs no identity. Exit code 1: there is no answer. A limit that is exceeded is no failure here: tools/ci/limit.sh judges it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
environment=${1:?environment} commit=${2:?commit to compare with} limit=${3:-nobody-interrupted}

code=0
./chatstack explain -e "$environment" --against "$commit" --limit "$limit" --json >explain.json || code=$?
[[ $code == 0 || $code == 3 ]] || exit 1
printf '### What this change means for %s\n\n```\n' "$environment"
jq -r '.text[]' explain.json
printf '```\n'
