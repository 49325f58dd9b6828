#!/bin/bash
# Makes one backup: dumps a member of the replica set into the store, then writes the manifest that makes it a backup.
#   MONGODB_URI       mongodb:// or mongodb+srv:// to the whole replica set, with an account that may read
#                     $MONGODB_DATABASE, local and config and the configuration of the set, and nothing else
#   MONGODB_DATABASE  the chat's database
#   ENVIRONMENT, CHAT_PRODUCT, CHAT_VERSION  what is being backed up, for the manifest
#   $1 or JOB_NAME    `start-anew`, alone or as a part of the Job's name: what is in the store is of another database, or the
#                     store is empty although the database is not new, and that is as a person wants it
. "$(dirname "$0")/store.sh"
work=$(mktemp -d)
trap 'trap "" TERM INT; rm -rf "$work"' EXIT
anew=false
if [[ ${1:-${JOB_NAME:-}} =~ (^|-)start-anew(-|$) ]]; then anew=true; fi

# sorts by time, and two that start in the same second differ
name=$(date -u +%Y%m%dt%H%M%Sz-%6N)
started=$(date +%s)

backups "$work" >"$work/backups"
shell before-dump.js >"$work/before"
jq -e '.restoring | not' "$work/before" >/dev/null || fail "a restore is under way or broke off: there is nothing worth keeping"
jq -e --argjson now "$(date +%s)" '.clock - $now | fabs < 300' "$work/before" >/dev/null \
  || fail "the clock here says $(date -u +%FT%TZ), that of $(jq -r .member "$work/before") $(jq -r '.clock | todate' "$work/before"): set them right first, names of backups are times"
if [ "$anew" = false ]; then
  other=$(jq -r --slurpfile here "$work/before" "$(cat "$scripts/lineage.jq") other_than(\$here[0])" "$work/backups")
  [ -z "$other" ] || fail "$other. Restore one of them, or begin anew with this one: run this once more as start-anew, docs/backups.md says how"
  # a folder that is not mounted is empty, too, and so is the wrong bucket
  jq -e --slurpfile here "$work/before" 'length > 0 or ($here[0] | .clock - .setMade < 86400)' "$work/objects" >/dev/null \
    || fail "the store is empty, though the database is of $(jq -r '.setMade | todate' "$work/before"): is it mounted, is it the right bucket? If it is a new store: run this once more as start-anew, docs/backups.md says how"
fi
if [ -d "$BACKUP_STORE" ]; then
  free=$(($(df -k --output=avail "$BACKUP_STORE" | tail -1) * 1024))
  last=$(jq '[.[] | .size // 0] | last // 0' "$work/backups")
  ((free > last * 5 / 4)) || fail "the store has $(mib "$free") left, the last backup had $(mib "$last"): make it larger, or keep fewer backups"
fi
if jq -e --arg marker "$MARKER" 'any(.[]; .Path == $marker) | not' "$work/objects" >/dev/null; then
  jq -c '{format: 1, environment: env.ENVIRONMENT, set, madeAt: (now | todate)}' "$work/before" | put "$MARKER"
fi

# a password belongs into a file, not into the list of processes
jq '{uri}' "$work/before" >"$work/mongodump.yaml"
say "dumps $(jq -r .member "$work/before") as $name"

mkfifo "$work/to-sum" "$work/to-count"
sha256sum <"$work/to-sum" >"$work/sha256" &
wc -c <"$work/to-count" >"$work/size" &
mongodump --config="$work/mongodump.yaml" --readPreference=secondaryPreferred --oplog --gzip --archive 2>"$work/log" \
  | tee "$work/to-sum" "$work/to-count" | put "$name.archive.gz" || { cat "$work/log" >&2; fail "the dump or its upload broke off"; }
wait
cat "$work/log" >&2
grep -q 'dumped [0-9]* oplog entr' "$work/log" || fail "mongodump did not say that it reached the end of the oplog"

jq -Rn -f "$scripts/counts.jq" "$work/log" >"$work/counts"
jq -e --arg prefix "$MONGODB_DATABASE." 'any(keys[]; startswith($prefix))' "$work/counts" >/dev/null \
  || fail "the dump holds nothing of the database $MONGODB_DATABASE"
# restored accounts would replace the passwords that the cluster's Secrets hold
jq -e 'any(keys[]; startswith("admin.")) | not' "$work/counts" >/dev/null \
  || fail "the dump holds the database admin: the account must read $MONGODB_DATABASE, local and config only"

export MEMBER_URI OPLOG_FROM
MEMBER_URI=$(jq -r .uri "$work/before")
OPLOG_FROM=$(jq -c .from "$work/before")
shell after-dump.js >"$work/after"
jq -e '.restoring | not' "$work/after" >/dev/null || fail "a restore began while the dump ran"

size=$(tr -d ' ' <"$work/size")
sha256=$(cut -d ' ' -f 1 "$work/sha256")
[[ $sha256 =~ ^[0-9a-f]{64}$ ]] || fail "there is no checksum of what was sent"
stored=$(size_of "$name.archive.gz")
[ "$stored" = "$size" ] || fail "the store holds ${stored:-no} bytes of $name.archive.gz, $size were sent"
# a directory's file must be on the disk before anything calls it a backup
if [ -d "$BACKUP_STORE" ]; then sync -f "$BACKUP_STORE"; fi

{
  # the manifests are read in one go: after one that was cut off, this begins a new line
  echo
  jq -cn --slurpfile before "$work/before" --slurpfile after "$work/after" --slurpfile counts "$work/counts" \
    --arg name "$name" --arg sha256 "$sha256" --argjson size "$size" --argjson anew "$anew" \
    --argjson started "$started" --arg tools "$(mongodump --version | sed -n 's/^mongodump version: //p')" '{
      format: 1, name: $name,
      environment: env.ENVIRONMENT, product: env.CHAT_PRODUCT, chatVersion: env.CHAT_VERSION, database: env.MONGODB_DATABASE,
      startedAt: ($started | todate), seconds: (now - $started | floor),
      member: $before[0].member, mongodVersion: $before[0].mongodVersion, toolsVersion: $tools,
      set: $before[0].set, setMade: $before[0].setMade, restored: $before[0].restored, anew: $anew,
      oplog: {from: $before[0].from, to: $after[0].to},
      size: $size, sha256: $sha256, bytes: $before[0].bytes,
      collections: ($counts[0] | with_entries({key, value: {documents: .value.documents, changes: ($after[0].changes[.key] // 0)}}))
    }'
} >"$work/manifest"
put "$name.manifest.json" <"$work/manifest"
[ "$(size_of "$name.manifest.json")" = "$(wc -c <"$work/manifest")" ] || fail "the store does not hold the manifest of $name"
if [ -d "$BACKUP_STORE" ]; then sync -f "$BACKUP_STORE"; fi
say "made the backup $name: $size bytes"
