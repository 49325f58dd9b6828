#!/bin/bash
# Deletes the copies of files that are no longer wanted, by the rules of the database's backups, and then the files that no copy names.
#   the variables of retention.sh
. "$(dirname "$0")/files.sh"
"$BASH" "$scripts/retention.sh"

# every list that is there counts; one that cannot be read ends the run: what it names is not known
backups "$work" >"$work/backups"
broken=$(jq -r 'map(select(.state == "broken").name) | join(" ")' "$work/backups")
[ -z "$broken" ] || fail "deletes no file: what $broken names is not known; look at it yourself"
: >"$work/named"
jq -r '.[] | select(.state != "unfinished") | .name' "$work/backups" >"$work/names"
while read -r name; do
  files_of "$name" | awk -F '\t' '{ print $5 "/" $1 }' | sort -u -S 32M - "$work/named" -o "$work/union"
  mv "$work/union" "$work/named"
done <"$work/names"
# what is being copied now is not named yet
until=$(date -u -d "@$(($(date +%s) - (${RETENTION_LOCKED_SECONDS:-0} > 86400 ? ${RETENTION_LOCKED_SECONDS:-0} : 86400)))" +%Y%m%dt%H%M%Sz)
if [ -s "$work/names" ]; then
  { rclone lsf -R --files-only "$BACKUP_STORE/data" || fail "deletes no file: the store cannot be listed"; } | sort >"$work/stored"
  comm -23 "$work/stored" "$work/named" | awk -F / -v until="$until" '$1 < until' >"$work/delete"
  if [ -s "$work/delete" ]; then
    say "deletes $(lines "$work/delete") files that no copy names"
    rclone delete --files-from-raw "$work/delete" "$BACKUP_STORE/data"
    if [ -d "$BACKUP_STORE/data" ]; then find "$BACKUP_STORE/data" -mindepth 1 -type d -empty -delete; fi
  fi
fi
