#!/bin/bash
# Runs a command with the files of $SECRETS as its environment. What the engine is told, everybody who may ask it can read;
# what stands in these files, only the user of this container.
set -euo pipefail
for file in "${SECRETS:-/etc/chatstack/env}"/*; do
  [ -f "$file" ] || continue
  declare -x "$(basename "$file")=$(<"$file")"
done
exec "$@"
