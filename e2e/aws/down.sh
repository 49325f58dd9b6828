#!/usr/bin/env bash
# Stops what up.sh started in a folder; what the services held is gone, their logs stay.
#
#   e2e/aws/down.sh FOLDER
set -euo pipefail

cd "${1:?folder that was given to up.sh}"
for name in dlm eks moto; do
    [[ -e $name.pid ]] || continue
    kill "$(<"$name.pid")" 2>/dev/null || true
    rm -f "$name.pid"
done
