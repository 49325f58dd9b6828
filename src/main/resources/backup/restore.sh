#!/bin/bash
# Restores the backup that check.sh has chosen, then compares what the database holds with the manifest. The chat must
# be stopped. With a name as argument it runs check.sh first. Broken off at any moment, it is done anew from the start.
#   RESTORE_FOLDER       where check.sh has put the manifest
#   MONGODB_RESTORE_URI  the replica set, with an account that may restore
#   RESTORE_DATABASE     restores beside the chat's database into this one and leaves the chat's alone. Without the oplog,
#                        which cannot be replayed into another name: each collection is as of when it was dumped
. "$(dirname "$0")/store.sh"
# longer than retention.sh goes on after it has looked for pins
pin_seconds=${PIN_SECONDS:-180}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RESTORE_FOLDER=${RESTORE_FOLDER:-$work} RESTORE_DATABASE=${RESTORE_DATABASE:-}
if [ $# -gt 0 ]; then "$BASH" "$scripts/check.sh" "$1"; fi

manifest=$RESTORE_FOLDER/manifest
name=$(jq -r .name "$manifest")
database=$(jq -r .database "$manifest")
again="do not start the chat; restore once more: as restore-$name-2, or \`restore.sh $name\` on a Docker host"
if [ -n "$RESTORE_DATABASE" ]; then again="only the copy is, the chat goes on; once more as before"; fi
[ "$RESTORE_DATABASE" != "$database" ] || fail "nothing was touched: RESTORE_DATABASE must be another than $database"

# nothing is emptied before the archive is there for sure: a retention that had already begun may still delete it
backups "$work" >"$work/backups"
if [ "$name" != "$(jq -r 'map(select(.state == "good" or .state == "proven")) | last | .name // empty' "$work/backups")" ]; then
  left=$(($(cat "$RESTORE_FOLDER/pinned") + pin_seconds - $(date +%s)))
  if ((left > 0)); then sleep "$left"; fi
  backups "$work" >"$work/backups"
fi
jq -e --arg name "$name" 'any(.[]; .name == $name and (.state | IN("good", "proven", "ahead")))' "$work/backups" >/dev/null \
  || fail "nothing was touched: $name is no longer in $BACKUP_STORE; choose another"

jq -n '{uri: env.MONGODB_RESTORE_URI}' >"$work/mongorestore.yaml"
options=(--config="$work/mongorestore.yaml" --drop --archive)
if [ -n "$RESTORE_DATABASE" ]; then
  options+=(--nsInclude="$database.*" --nsFrom="$database.*" --nsTo="$RESTORE_DATABASE.*")
else
  options+=(--oplogReplay)
fi

say "restores $name into ${RESTORE_DATABASE:-$database}"
shell before-restore.js
# other databases of the set, and accounts, stay as they are: their entries of the oplog are left out
get "$name.archive.gz" | gzip -dc | shell only-chat.js | mongorestore "${options[@]}" 2>&1 | tee "$work/log" >&2 \
  || fail "the restore of $name broke off: the database is incomplete, $again"

jq -Rn -f "$scripts/counts.jq" "$work/log" >"$work/restored"
shell after-restore.js >"$work/server"
jq -r --slurpfile restored "$work/restored" --slurpfile server "$work/server" --arg beside "$RESTORE_DATABASE" \
  -f "$scripts/verify.jq" "$manifest" >"$work/problems"
if [ -s "$work/problems" ]; then
  cat "$work/problems" >&2
  fail "the restored database is not what the manifest of $name says; $again, or an older one"
fi
if [ -z "$RESTORE_DATABASE" ]; then shell finish-restore.js; fi
say "restored $name: $(jq '[.[].documents] | add' "$work/restored") documents in $(jq length "$work/restored") collections, all as the manifest says"
