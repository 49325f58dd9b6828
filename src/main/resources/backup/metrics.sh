#!/bin/bash
# Says how things stand on a plain Docker host, for Prometheus, after a look into the store.
#   METRICS_FILE  where to write the metrics, in a folder that node-exporter's textfile collector reads
. "$(dirname "$0")/steps.sh"

backups "$work" >"$work/backups"
{
  jq -r 'map(select(.state == "good" or .state == "proven")) | last | select(.)
    | "chatstack_backup_last_success_timestamp_seconds \(.name[:16] | strptime("%Y%m%dt%H%M%Sz") | mktime)"' "$work/backups"
  # from records whose signature was checked; the day of none is long ago
  { "$BASH" "$scripts/proofs.sh" || true; } | jq -r '"chatstack_restore_test_last_success_timestamp_seconds \(.restoredAt // "1970-01-01T00:00:00Z" | fromdate)",
    (.seconds | values | "chatstack_restore_test_duration_seconds \(.)"), "chatstack_restore_proof_problems \(.problems | length)"'
} >"$work/metrics"
# readable by another user, and complete at every moment
install -m 644 "$work/metrics" "$METRICS_FILE.$$"
mv -f "$METRICS_FILE.$$" "$METRICS_FILE"
