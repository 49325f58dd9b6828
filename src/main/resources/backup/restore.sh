#!/bin/bash
# Restores the backup that check.sh has chosen, then compares what the database holds with the manifest. The chat must
# be stopped. With a name as argument it runs check.sh first. Broken off at any moment, it is done anew from the start.
# What check.sh has found to be in the separate database becomes the chat's instead, when it was asked for `switch`.
#   RESTORE_FOLDER       where check.sh has put the manifest
#   MONGODB_RESTORE_URI  the replica set, with an account that may restore
#   TEST_DATA            where restore-test.sh is at work, on a Docker host; it calls this with OF_A_TEST
#   RESTORE_FROM         another environment, whose backups are meant; store.sh says how its store is found
#   RESTORE_DATABASE     restores into this separate database and leaves the chat's alone
. "$(dirname "$0")/store.sh"
# longer than retention.sh runs after it has looked for pins
pin_seconds=${PIN_SECONDS:-180}
work=$(mktemp -d)
trap 'trap "" TERM INT; rm -rf "$work"' EXIT
export RESTORE_FOLDER=${RESTORE_FOLDER:-$work} RESTORE_DATABASE=${RESTORE_DATABASE:-}

# on a Docker host a restore test is on the same disk, and gives way to the program that needs the room
if [ -n "${TEST_DATA:-}" ] && [ -z "${OF_A_TEST:-}" ]; then
  exec 8>"$TEST_DATA/restore-test.lock"
  end=$((SECONDS + 180))
  until flock -w 1 8; do
    ((SECONDS < end)) || fail "nothing was touched: a restore test is under way on the same disk and does not end"
    pid=$(cat "$TEST_DATA/restore-test-data/pid" 2>/dev/null || true)
    if [ -n "$pid" ] && grep -qs 27027 "/proc/$pid/cmdline"; then
      say "ends the restore test, which is on the same disk"
      kill "$pid" 2>/dev/null || true
    fi
  done
fi
if [ $# -gt 0 ]; then "$BASH" "$scripts/check.sh" "$1"; fi

if [ -e "$RESTORE_FOLDER/switch" ]; then
  shell switch.js >"$work/log" 2>&1 \
    || { cat "$work/log" >&2; fail "the switch to $(<"$RESTORE_FOLDER/switch") broke off: do not start the chat; switch again to continue"; }
  say "$(tail -1 "$work/log")"
  exit
fi
if [ -n "${RESTORE_FROM:-}" ]; then elsewhere; fi
manifest=$RESTORE_FOLDER/manifest
name=$(jq -r .name "$manifest")
database=$(jq -r .database "$manifest")
again="do not start the chat; restore once more: as restore-$name-2, or \`restore.sh $name\` on a Docker host"
if [ -n "$RESTORE_DATABASE" ]; then again="only the copy is affected, the chat keeps running; run the same again"; fi
[ "$RESTORE_DATABASE" != "$database" ] || fail "nothing was touched: RESTORE_DATABASE must be another than $database"

# nothing is emptied before the archive is there for sure: a retention that had already begun may still delete it
backups "$work" >"$work/backups"
if [ -z "${RESTORE_FROM:-}" ] && [ "$name" != "$(newest "$work/backups")" ]; then
  left=$(($(cat "$RESTORE_FOLDER/pinned") + pin_seconds - $(date +%s)))
  if ((left > 0)); then sleep "$left"; fi
  backups "$work" >"$work/backups"
fi
jq -e --arg name "$name" 'any(.[]; .name == $name and (.state | IN("good", "proven", "ahead")))' "$work/backups" >/dev/null \
  || fail "nothing was touched: $name is no longer in $BACKUP_STORE; choose another"

jq -n '{uri: env.MONGODB_RESTORE_URI}' >"$work/mongorestore.yaml"

say "restores $name into ${RESTORE_DATABASE:-$database}"
export SET_VERSION
SET_VERSION=$(shell before-restore.js)
# other databases of the set, and accounts, stay as they are: their entries of the oplog are left out. mongorestore itself
# renames no database whose oplog it replays
get "$name.archive.gz" | gzip -dc | shell only-chat.js | mongorestore --config="$work/mongorestore.yaml" --drop --archive --oplogReplay 2>&1 | tee "$work/log" >&2 \
  || fail "the restore of $name broke off: the database is incomplete, $again"

jq -Rn -f "$scripts/counts.jq" "$work/log" >"$work/restored"
shell after-restore.js >"$work/server"
jq -r --slurpfile restored "$work/restored" --slurpfile server "$work/server" --arg beside "$RESTORE_DATABASE" \
  -f "$scripts/verify.jq" "$manifest" >"$work/problems"
if [ -s "$work/problems" ]; then
  cat "$work/problems" >&2
  fail "the restored database is not what the manifest of $name says; $again, or an older one"
fi
shell finish-restore.js >"$work/finish" 2>&1 || { cat "$work/finish" >&2; fail "the restore of $name is not finished: $again"; }
say "restored $name: $(jq '[.[].documents] | add' "$work/restored") documents in $(jq length "$work/restored") collections, all as the manifest says"
