#!/bin/bash
# Deletes the backups that are no longer wanted. retention.jq decides which; this only asks it and obeys.
#   RETENTION_NEWEST, RETENTION_HOURLY, RETENTION_DAILY, RETENTION_WEEKLY  how many to keep of each kind; absent is 0
. "$(dirname "$0")/store.sh"
newest=${RETENTION_NEWEST:-0} hourly=${RETENTION_HOURLY:-0} daily=${RETENTION_DAILY:-0} weekly=${RETENTION_WEEKLY:-0}
[ $((newest + hourly + daily + weekly)) -gt 0 ] || fail "deletes nothing: no RETENTION_... says how many backups to keep"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# anything that cannot be listed or read ends the run here: what is not known for sure is not deleted
backups "$work" >"$work/backups"
jq -r --argjson newest "$newest" --argjson hourly "$hourly" --argjson daily "$daily" --argjson weekly "$weekly" \
  -f "$scripts/retention.jq" "$work/backups" >"$work/delete"

while read -r name; do
  say "deletes $name"
  # the manifest first: from then on it is no backup, whatever happens before the archive has gone
  for object in "$name.manifest.json" "$name.archive.gz" "restored/$name.json"; do
    if jq -e --arg object "$object" 'any(.[]; .Path == $object)' "$work/objects" >/dev/null; then
      rclone deletefile "$BACKUP_STORE/$object"
    fi
  done
done <"$work/delete"

jq --rawfile gone "$work/delete" 'map(select(.name | IN($gone | split("\n")[]) | not))' \
  "$work/backups" | describe
if jq -e '.[-1].state | . == "unfinished" or . == "broken"' "$work/backups" >/dev/null; then
  say "deletes nothing: the newest backup is not good"
fi
