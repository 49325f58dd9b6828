#!/bin/bash
# Deletes the backups that are no longer wanted. retention.jq decides which; this only asks it and obeys.
#   RETENTION_NEWEST, RETENTION_HOURLY, RETENTION_DAILY, RETENTION_WEEKLY  how many to keep of each kind; absent is 0
#   RETENTION_LOCKED_SECONDS  the store refuses to delete what is younger; absent where it has no lock
. "$(dirname "$0")/store.sh"
newest=${RETENTION_NEWEST:-0} hourly=${RETENTION_HOURLY:-0} daily=${RETENTION_DAILY:-0} weekly=${RETENTION_WEEKLY:-0} locked=${RETENTION_LOCKED_SECONDS:-0}
[ $((newest + hourly + daily + weekly)) -gt 0 ] || fail "deletes nothing: no RETENTION_... says how many backups to keep"
# what was seen is acted on for so long; restore.sh waits three times as long after it has said which backup it needs
readonly LOOK_SECONDS=60
work=$(mktemp -d)
trap 'trap "" TERM INT; rm -rf "$work"' EXIT

# anything that cannot be listed or read ends the run here: what is not known for sure is not deleted
look() {
  looked=$SECONDS fresh=1
  backups "$work" >"$work/backups"
  jq -r --argjson newest "$newest" --argjson hourly "$hourly" --argjson daily "$daily" --argjson weekly "$weekly" \
    --argjson locked "$locked" --argjson now "$(date +%s)" -f "$scripts/retention.jq" "$work/backups" >"$work/delete"
}

look
while [ -s "$work/delete" ]; do
  # a restore may have begun meanwhile
  if ((SECONDS - looked >= (fresh ? LOOK_SECONDS : LOOK_SECONDS / 2))); then
    ((!fresh)) || fail "deletes nothing more: it takes $((SECONDS - looked)) s to see what is in the store"
    look
    continue
  fi
  fresh=0
  read -r name <"$work/delete"
  say "deletes $name"
  # the manifest first: from then on it is no backup, whatever happens before the archive has gone
  for object in "$name.manifest.json" "$name.archive.gz" "restored/$name.json"; do
    if jq -e --arg object "$object" 'any(.[]; .Path == $object)' "$work/objects" >/dev/null; then
      timeout "$((looked + LOOK_SECONDS + 1 - SECONDS))" rclone deletefile "$BACKUP_STORE/$object"
    fi
  done
  sed -i 1d "$work/delete"
done
look

# notes of restores that are over; the list knows which still count
jq -r --slurpfile backups "$work/backups" --argjson locked_since "$(($(date +%s) - locked))" '
  [$backups[0][] | select(.pinned) | .name] as $pinned
  | .[].Path | select(capture("^restoring/(?<name>[^.]*)\\.(?<since>[^.]*)") | (.name | IN($pinned[]) | not)
      and ((.since | try (strptime("%Y%m%dt%H%M%Sz") | mktime) catch 0) < $locked_since))' "$work/objects" \
  | while read -r note; do rclone deletefile "$BACKUP_STORE/$note"; done
# our own buckets delete unfinished uploads automatically
if [ -n "${RCLONE_CONFIG_STORE_ACCESS_KEY_ID:-}" ]; then
  rclone cleanup "${BACKUP_STORE%%/*}" || say "parts of uploads that broke off could not be deleted: the key may not list them"
fi

describe <"$work/backups"
if jq -e 'map(select(.state != "ahead")) | .[-1].state | . == "unfinished" or . == "broken"' "$work/backups" >/dev/null; then
  say "deletes nothing: the newest backup is not good"
fi
