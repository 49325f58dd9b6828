#!/usr/bin/env bash
# Proves the capacity check against the real kube-scheduler: see prove.py. It takes some minutes.
#
#   e2e/capacity/run.sh [ENVIRONMENT...]
#
# CHATSTACK_E2E_BIN  folder with programs that control-plane/build.sh has built before
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$here/../../target/e2e
mkdir -p "$work"
work=$(cd "$work" && pwd)
bin=${CHATSTACK_E2E_BIN:-$work/bin}

"$here/../control-plane/build.sh" "$bin"
[[ -x $work/venv/bin/python ]] || {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$here/../requirements.txt"
}
BIN=$bin exec "$work/venv/bin/python" "$here/prove.py" --work "$work/capacity" "$@"
