#!/bin/bash
# What a plain Docker host does every hour: a backup, then retention, and a restore test when the last is a week old.
# Then it says how things stand, for Prometheus. Whatever fails does not keep the rest from being done.
#   METRICS_FILE  where to write the metrics, in a folder that node-exporter's textfile collector reads
# and the variables of the scripts that it runs.
. "$(dirname "$0")/store.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# step <limit> <script>: runs it; it says itself what went wrong
step() { timeout --kill-after=1m "$1" "$BASH" "$scripts/$2" || say "FAILED: $2"; }
# proof: the newest proof, as JSON; nothing when there is none
proof() { jq -r 'map(select(.state == "proven")) | last | .name // empty' "$work/backups" | while read -r name; do get "restored/$name.json"; done; }

step 50m backup.sh
step 10m retention.sh
backups "$work" >"$work/backups"
week_ago=$(date -u -d '7 days ago' +%FT%TZ)
if [[ $(proof | jq -r .restoredAt) < $week_ago ]]; then
  step 6h restore-test.sh
  backups "$work" >"$work/backups"
fi

{
  jq -r 'map(select(.state == "good" or .state == "proven")) | last | select(.)
    | "chatstack_backup_last_success_timestamp_seconds \(.name[:16] | strptime("%Y%m%dt%H%M%Sz") | mktime)"' "$work/backups"
  proof | jq -r '"chatstack_restore_test_last_success_timestamp_seconds \(.restoredAt | fromdate)",
    "chatstack_restore_test_duration_seconds \(.seconds)"'
} >"$work/metrics"
# readable by another user, and complete at every moment
install -m 644 "$work/metrics" "$METRICS_FILE.new"
mv -f "$METRICS_FILE.new" "$METRICS_FILE"
