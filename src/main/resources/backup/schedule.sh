#!/bin/bash
# Keeps the time on a plain Docker host: hourly.sh at every full hour.
# bash waits for a program in the foreground before it obeys a signal: everything runs in the background
trap 'kill "$!" 2>/dev/null; exit 0' TERM INT
while true; do
  sleep $((3600 - $(date +%s) % 3600)) &
  wait $!
  "$BASH" "$(dirname "$0")/hourly.sh" &
  wait $!
done
