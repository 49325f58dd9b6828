#!/bin/bash
# Restores the backup that check.sh has chosen, then compares what the database holds with the manifest. The chat must
# be stopped. With a name as argument it runs check.sh first.
#   RESTORE_FOLDER       where check.sh has put the manifest
#   MONGODB_RESTORE_URI  the replica set, with an account that may restore
#   RESTORE_DATABASE     restores beside the chat's database into this one and leaves the chat's alone. Without the oplog,
#                        which cannot be replayed into another name: each collection is as of when it was dumped
. "$(dirname "$0")/store.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RESTORE_FOLDER=${RESTORE_FOLDER:-$work} RESTORE_DATABASE=${RESTORE_DATABASE:-}
if [ $# -gt 0 ]; then "$BASH" "$scripts/check.sh" "$1"; fi

manifest=$RESTORE_FOLDER/manifest
name=$(jq -r .name "$manifest")
database=$(jq -r .database "$manifest")
[ "$RESTORE_DATABASE" != "$database" ] || fail "nothing was touched: RESTORE_DATABASE must be another than $database"

jq -n '{uri: env.MONGODB_RESTORE_URI}' >"$work/mongorestore.yaml"
options=(--config="$work/mongorestore.yaml" --drop --gzip --archive)
if [ -n "$RESTORE_DATABASE" ]; then
  options+=(--nsInclude="$database.*" --nsFrom="$database.*" --nsTo="$RESTORE_DATABASE.*")
else
  options+=(--oplogReplay)
fi

say "restores $name into ${RESTORE_DATABASE:-$database}"
mongosh --quiet --norc --nodb --file "$scripts/before-restore.js"
get "$name.archive.gz" | mongorestore "${options[@]}" 2>&1 | tee "$work/log" >&2 \
  || fail "the restore of $name broke off: the database is incomplete, do not start the chat; restore again"

jq -Rn -f "$scripts/counts.jq" "$work/log" >"$work/restored"
mongosh --quiet --norc --nodb --file "$scripts/after-restore.js" >"$work/server"
jq -r --slurpfile restored "$work/restored" --slurpfile server "$work/server" --arg beside "$RESTORE_DATABASE" \
  -f "$scripts/verify.jq" "$manifest" >"$work/problems"
if [ -s "$work/problems" ]; then
  cat "$work/problems" >&2
  fail "the restored database is not what the manifest of $name says; restore again, or an older one"
fi
if [ -z "$RESTORE_DATABASE" ]; then mongosh --quiet --norc --nodb --file "$scripts/finish-restore.js"; fi
say "restored $name: $(jq '[.[].documents] | add' "$work/restored") documents in $(jq length "$work/restored") collections, all as the manifest says"
