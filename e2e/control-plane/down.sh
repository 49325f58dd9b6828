#!/usr/bin/env bash
# Stops what up.sh started in a folder and removes its data; certificates and logs stay.
#
#   e2e/control-plane/down.sh FOLDER
set -euo pipefail

cd "${1:?folder that was given to up.sh}"
for name in kwok scheduler manager apiserver etcd; do
    [[ -e $name.pid ]] || continue
    kill -9 "$(<"$name.pid")" 2>/dev/null || true # nothing that it could still save is kept
    rm -f "$name.pid"
done
rm -rf etcd
