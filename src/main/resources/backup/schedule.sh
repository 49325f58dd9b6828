#!/bin/bash
# Keeps the time on a plain Docker host: hourly.sh at every full hour, proof.sh twenty minutes later.
here=$(cd "$(dirname "$0")" && pwd)

# every <seconds after the full hour> <script>
every() {
  local child
  # bash waits for a program in the foreground before it obeys a signal: everything runs in the background, and hears of it
  trap 'kill "$child" 2>/dev/null || true; wait "$child" || true; exit 0' TERM INT
  while true; do
    sleep $((3600 - ($(date +%s) - $1) % 3600)) &
    child=$!
    wait "$child"
    "$BASH" "$here/$2" &
    child=$!
    wait "$child"
  done
}

every 0 hourly.sh &
hourly=$!
every 1200 proof.sh &
trap 'kill "$hourly" "$!" 2>/dev/null || true; wait; exit 0' TERM INT
wait
