#!/bin/bash
# Restores the newest backup into a mongod of its own, compares, and puts restored/<name>.json into the store: the proof.
#   TEST_DATA  a folder with room for the database
#   MONGODB_DATABASE, CHAT_PRODUCT, CHAT_VERSION  as for check.sh
. "$(dirname "$0")/store.sh"
export RESTORE_FOLDER MONGODB_RESTORE_URI=mongodb://127.0.0.1:27027/
RESTORE_FOLDER=$(mktemp -d)
data=$(mktemp -d -p "$TEST_DATA")
started=$(date +%s)

# nothing may expire before it is counted
mongod --dbpath "$data" --bind_ip 127.0.0.1 --port 27027 --nounixsocket --setParameter ttlMonitorEnabled=false \
  --logpath "$RESTORE_FOLDER/mongod.log" &
mongod=$!
trap 'kill "$mongod" 2>/dev/null; wait "$mongod" || true; rm -rf "$RESTORE_FOLDER" "$data"' EXIT
mongosh --quiet --norc --nodb --eval 'new Mongo(process.env.MONGODB_RESTORE_URI + "?serverSelectionTimeoutMS=60000")' >/dev/null \
  || { tail -20 "$RESTORE_FOLDER/mongod.log" >&2; fail "the mongod of the test does not start"; }

"$BASH" "$scripts/restore.sh" "${1:-latest}" \
  || { grep -E '"s":"[EF]"' "$RESTORE_FOLDER/mongod.log" >&2 || true; fail "the newest backup could not be restored"; }
name=$(jq -r .name "$RESTORE_FOLDER/manifest")
jq -c --argjson started "$started" '{backup: .name, restoredAt: (now | todate), seconds: (now - $started | floor),
    documents: ([.collections[].documents] | add)}' "$RESTORE_FOLDER/manifest" | put "restored/$name.json"
say "proved $name in $(($(date +%s) - started)) s"
